"""Tests of the screen of meetings."""
