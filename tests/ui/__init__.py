"""Checks of ui alone."""
