"""The workbook: a park's records, their trail and their files on disk."""
