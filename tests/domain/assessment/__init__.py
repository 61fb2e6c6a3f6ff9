"""Checks of domain.assessment alone."""
