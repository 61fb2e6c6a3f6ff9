"""Checks of cli alone."""
