"""Photos on the wire."""

from pydantic import BaseModel

from content_api.photos.tables import Corners
from district_builder.domain.photos import PhotoKind


class PhotoAnswer(BaseModel):
    """`url` is a path on this server, with `?width=160`, `320` or `640` for one smaller than 1280.

    `corners` are the frontage's top left, top right, bottom right and bottom left, as fractions of the upright picture.
    """

    kind: PhotoKind
    url: str
    corners: Corners | None


class PhotoList(BaseModel):
    store_id: str
    photos: list[PhotoAnswer]
