"""What becomes of records that are merged."""
