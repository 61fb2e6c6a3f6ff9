"""The tour of the sample park: its steps, and what shows them over the window."""
