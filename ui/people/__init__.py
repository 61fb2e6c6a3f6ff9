"""Choose who works with the workbook."""
