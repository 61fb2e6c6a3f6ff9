"""How a park stands on a day: what follows from the records and is never stored."""
