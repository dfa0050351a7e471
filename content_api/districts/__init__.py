"""Districts: the list, one district, its notes."""
