"""Who works with the workbook: what each role may do, and passwords."""
