"""Checks of the checks: each must be able to fail."""
