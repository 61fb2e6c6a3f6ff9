"""Tests of the attribution of statistics."""
