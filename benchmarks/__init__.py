"""Measured comparisons, each run by hand."""
