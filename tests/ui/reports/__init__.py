"""Tests of the screen of reports."""
