"""Descriptions of the pictures in a tile's atlas. Equal descriptions are one picture; paint_art.py paints them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SignFace:
    """A printed board: name large, a small line under it. Size in pixels."""

    text: str
    small_text: str
    board: str
    letter: str
    font: str
    width: int
    height: int
    is_lit: bool = False


@dataclass(frozen=True, slots=True)
class UprightFace:
    """A projecting sign read from top to bottom, or in two lines when wide."""

    text: str
    board: str
    letter: str
    font: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Lettering:
    """Words on a band of coloured film on glass (시트지); with no film, on bare glass. Size in pixels."""

    text: str
    letter: str
    width: int
    height: int
    film: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """A paper on a door or wall: a heading over a few lines."""

    heading: str
    lines: tuple[str, ...]
    paper: str
    ink: str


@dataclass(frozen=True, slots=True)
class TenantBoard:
    """The board at a plaza's entrance: (storey label, names) from the top down."""

    title: str
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class InteriorWall:
    """The far wall of a store as it is seen through the glass."""

    recipe: str
    variant: int


@dataclass(frozen=True, slots=True)
class StorefrontPhoto:
    """A merchant's photo, already warped to its frontage; `digest` names the pixels."""

    store_id: str
    digest: str


@dataclass(frozen=True, slots=True)
class Blank:
    """White: lets the vertex colour alone decide."""


@dataclass(frozen=True, slots=True)
class Sheen:
    """What a pane returns of the street: sky above, the dim other side below. `has_streak` adds a slanted gleam."""

    has_streak: bool


@dataclass(frozen=True, slots=True)
class SoftShadow:
    """The dusk under a thing that stands on the ground: black, thinning out to the rim."""


@dataclass(frozen=True, slots=True)
class LightPool:
    """What a lit store throws on the pavement: white, strongest along its top edge, thinning out to the other three."""


@dataclass(frozen=True, slots=True)
class Cloth:
    """A lamp post's banner: a word from top to bottom over a field of one colour with a second one below."""

    text: str
    field: str
    hem: str
    letter: str


BLANK = Blank()
SOFT_SHADOW = SoftShadow()
LIGHT_POOL = LightPool()


Picture = (
    SignFace
    | UprightFace
    | Lettering
    | Notice
    | LightPool
    | TenantBoard
    | InteriorWall
    | StorefrontPhoto
    | Blank
    | Sheen
    | SoftShadow
    | Cloth
)
