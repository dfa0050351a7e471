"""The whole schema: importing this module hangs every feature's tables on one metadata."""

import content_api.builds.tables
import content_api.districts.tables
import content_api.menus.tables
import content_api.photos.tables
import content_api.stores.tables  # noqa: F401
from content_api.database import Base

METADATA = Base.metadata
