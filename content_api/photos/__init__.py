"""Pictures of stores and of dishes, in the media folder by content hash."""
