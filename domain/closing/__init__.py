"""Bring a quarter from open to closed: submitted, reconciled, approved by both sides, closed."""
