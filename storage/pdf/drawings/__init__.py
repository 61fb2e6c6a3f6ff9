"""Draw the charts and diagrams of a report."""
