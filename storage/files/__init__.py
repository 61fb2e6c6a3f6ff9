"""Read and write the files that people exchange: spreadsheets, text tables, structures."""
