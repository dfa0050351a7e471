"""What a store sells: its menu and its products."""
