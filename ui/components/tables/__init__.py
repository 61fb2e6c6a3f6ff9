"""Show records as flat rows: hairlines, no grid, figures at the right."""
