"""Checks of the way the program is started."""
