"""What a quarter amounts to: its light, its deviations with causes, what changed in it."""
