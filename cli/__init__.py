"""The commands that work without a window; the only code besides main.py that knows every layer."""
