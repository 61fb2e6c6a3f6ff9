"""Make one record of several that describe the same thing."""
