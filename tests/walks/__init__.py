"""Walks through whole tasks, as the committee does them."""
