"""Show a quarter on its way to being closed, and ask for what each step needs."""
