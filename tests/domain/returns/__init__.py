"""Tests of returned production."""
