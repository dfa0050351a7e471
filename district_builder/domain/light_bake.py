"""How carefully a build measures light."""

from enum import StrEnum


class LightBake(StrEnum):
    """Both make the same kind of tile, and a client cannot know which ran. A full tile serves a fast build too."""

    FAST = "fast"  # tenths of a second a tile
    FULL = "full"  # many bounces, through Blender's Cycles: seconds to minutes a tile
