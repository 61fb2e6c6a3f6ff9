"""What a park is: its records, rules, indicators and reports, in plain Python."""
