"""The textures that all tiles of a scene share."""

from dataclasses import dataclass

from district_builder.formats.folder import SceneFolder
from district_builder.formats.pictures import encode_webp
from district_builder.stages.paint_surfaces import paint_leaves, paint_matter

MATTER_QUALITY, LEAF_QUALITY = 80, 85


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedTextures:
    """URIs of the textures that all tiles share, as seen from a tile."""

    matter: str
    leaf: str


def put_textures(scene: SceneFolder) -> SharedTextures:
    """Paint the surfaces that all tiles share and store them."""
    return SharedTextures(
        matter=scene.put_texture(encode_webp(paint_matter(), quality=MATTER_QUALITY)),
        leaf=scene.put_texture(encode_webp(paint_leaves(), quality=LEAF_QUALITY)),
    )
