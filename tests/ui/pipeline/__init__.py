"""Tests of the board of stages."""
