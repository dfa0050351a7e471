"""Turns a district's layout, store list and photos into a 3D Tiles scene."""
