"""Checks of domain.settling alone."""
