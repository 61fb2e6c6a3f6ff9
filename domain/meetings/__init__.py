"""Keep joint meetings: who is present, what is decided, what follows from it."""
