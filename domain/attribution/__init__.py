"""Who may count what part of a statistic, agreed between the parties quarter by quarter."""
