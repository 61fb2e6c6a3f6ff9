"""Tests of who works: roles and passwords."""
