"""What every kind of report says and how it fills its pages, kept to be read and compared."""
