"""Hours in Korean: read from what an owner writes, and printed so that reading gives the same rules."""
