"""The manual: its pages, how they are set, and the widgets that show them."""
