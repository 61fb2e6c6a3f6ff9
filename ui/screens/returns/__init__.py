"""Show the projects that bring production home."""
