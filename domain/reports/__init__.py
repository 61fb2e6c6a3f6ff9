"""Say what each report holds, as a tree of headings, tables and charts."""
