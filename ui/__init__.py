"""Show the park and ask the user: windows, screens, components, charts."""
