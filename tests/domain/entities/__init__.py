"""Tests of the entities: what each one accepts and refuses."""
