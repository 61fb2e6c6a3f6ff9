"""Checks of domain.indicators alone."""
