"""The table at which shares are negotiated: rules beside each other, the core, sliders."""
