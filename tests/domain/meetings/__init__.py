"""Tests of joint meetings."""
