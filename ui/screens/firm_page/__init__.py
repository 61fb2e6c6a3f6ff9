"""Hold the parts of the page of one firm."""
