"""The parts of the reports screen: options, preview, printing."""
