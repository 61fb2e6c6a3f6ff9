"""The checks of the program, by layer."""
