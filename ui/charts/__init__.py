"""Draw series as pictures that survive a black-and-white printer."""
