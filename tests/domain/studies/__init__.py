"""Checks of the studies: models on the park's records."""
