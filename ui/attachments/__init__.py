"""Keep files with the records they belong to."""
