"""Small parts from which every screen is made."""
