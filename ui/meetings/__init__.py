"""Show joint meetings: the list with its calendar, a meeting's page, the board of actions."""
