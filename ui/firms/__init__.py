"""Hold the parts of the firms page: kept views, changes of many, one firm in full."""
