"""Builds: their record, and the worker that makes a scene of what the database holds."""
