"""Parts of the page on which statistics are attributed to the parties."""
