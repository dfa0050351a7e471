"""Stores of a district: list, one store, where it stands."""
