"""Tests of what each report says."""
