"""The grid in which a quarter's figures are typed."""
