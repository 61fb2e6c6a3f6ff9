"""Let the park's space: the plan of a building, leases, the rent that is due."""
