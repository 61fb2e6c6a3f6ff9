"""Tests of the grid in which a quarter is typed."""
