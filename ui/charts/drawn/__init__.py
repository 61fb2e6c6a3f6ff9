"""Draw the charts of the report's tree in the window: theme, direct labels, hover, keyboard."""
