"""How much of a thing is built."""

from enum import IntEnum


class Detail(IntEnum):
    """The two levels at which stores are built; block proxies are another stage."""

    STANDARD = 1  # read from across the street
    NEAR = 2  # read from the pavement: extruded letters, handles, goods
