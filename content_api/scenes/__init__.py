"""Scene folders as static files."""
