"""Tests of space and rent."""
