"""Checks of documents for editing."""
