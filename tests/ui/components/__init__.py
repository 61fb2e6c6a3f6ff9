"""Tests of the components of the window."""
