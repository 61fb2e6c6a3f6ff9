"""Checks of resources alone."""
