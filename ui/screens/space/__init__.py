"""Show the park's space: its plan, its buildings, leases, bookings."""
