"""Checks of domain.standing alone."""
