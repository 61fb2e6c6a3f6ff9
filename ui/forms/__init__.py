"""Show one record to read, to change and to look back on, made from its entity's spec."""
