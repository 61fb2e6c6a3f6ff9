"""Checks of domain alone."""
