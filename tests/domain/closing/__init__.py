"""Tests of closing a quarter."""
