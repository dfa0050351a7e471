"""Which files of a scene folder are public, and how each is served. What matches no rule does not exist."""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from content_api.files import IMMUTABLE, REVALIDATE, gzip_copy

SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,99}")
IMMUTABLE_FILES = re.compile(r"(?:tiles/([0-9a-f]{20})\.glb|textures/([0-9a-f]{20})\.webp)")
INDEX_FILES = {
    "tileset.json": "application/json",
    "scene.json": "application/json",
    "places.geojson": "application/geo+json",
    "street.webp": "image/webp",
    "street.jpg": "image/jpeg",
    "street.png": "image/png",
}
STREET_PICTURES = ("street.webp", "street.jpg", "street.png")
COMPRESSIBLE = (".json", ".geojson", ".glb")


@dataclass(frozen=True, slots=True, kw_only=True)
class SceneFile:
    path: Path
    media_type: str
    tag: str
    cache_control: str
    compressed: Path | None


def find_scene_file(scenes: Path, slug: str, name: str, *, cache: Path) -> SceneFile | None:
    """The public file `name` of a district's scene, None where there is none.

    Slug and name are matched against what a scene may hold, so no name leads out of the folder.
    """
    if not SLUG.fullmatch(slug):
        return None
    path = scenes / slug / name
    if match := IMMUTABLE_FILES.fullmatch(name):
        if not path.is_file():
            return None
        media_type = "model/gltf-binary" if name.endswith(".glb") else "image/webp"
        tag, cache_control = match[1] or match[2], IMMUTABLE
    elif name in INDEX_FILES:
        try:
            found = path.stat()
        except FileNotFoundError:
            return None
        tag = _digest(path, found.st_mtime_ns, found.st_size, found.st_ino)
        media_type, cache_control = INDEX_FILES[name], REVALIDATE
    else:
        return None
    return SceneFile(
        path=path,
        media_type=media_type,
        tag=tag,
        cache_control=cache_control,
        compressed=gzip_copy(path, cache=cache, name=tag) if path.suffix in COMPRESSIBLE else None,
    )


def street_picture(scenes: Path, slug: str) -> str | None:
    """The path on this server of the picture that shows the street, where the scene has one."""
    for name in STREET_PICTURES:
        if SLUG.fullmatch(slug) and (scenes / slug / name).is_file():
            return f"/scenes/{slug}/{name}"
    return None


@lru_cache(maxsize=256)
def _digest(path: Path, _mtime_ns: int, _size: int, _inode: int) -> str:
    """Index files are replaced by renaming, so another content has another inode or time."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:20]
