"""Checks of domain.models alone."""
