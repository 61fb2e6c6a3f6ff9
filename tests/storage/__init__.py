"""Checks of storage alone."""
