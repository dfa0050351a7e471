"""From the operator's source folder into the database, and back for a build."""

from content_api.imports.loading import load_source
from content_api.imports.storing import ImportSummary, store_source

__all__ = ["ImportSummary", "load_source", "store_source"]
