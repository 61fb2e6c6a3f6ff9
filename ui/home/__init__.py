"""The parts of the home screen: what it reads, how it says it, what it shows."""
