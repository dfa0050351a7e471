"""The vocabulary of Golmok: frames, layout, stores, menus, photos, places, notes and errors. Standard library only."""
