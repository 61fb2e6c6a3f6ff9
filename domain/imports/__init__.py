"""Recognise, check and bring in what the park’s offices keep in files of their own."""
