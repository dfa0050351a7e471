"""Plain pages that work with scripts off."""
