"""Worker threads that turn tile names into chunks. They touch bytes and arrays only, never an engine's object."""

import re
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from district_builder.domain.errors import GolmokError
from viewer.content.chunk_cache import CachedTile, ChunkCache, content_key
from viewer.content.scene_files import SceneFiles, resolve_path
from viewer.core.chunk import Chunk
from viewer.core.errors import SceneError
from viewer.core.glb import read_tile
from viewer.core.light_map import LightMap, decode_light_map
from viewer.core.picking import PickMesh, pick_mesh
from viewer.core.texels import Texels, decode_texels
from viewer.core.tiles import Tileset

WORKERS = 2
MOST_WAITING = 4  # decoded tiles that wait for the main thread; more would only fill memory
_CONTENT_NAMED = re.compile(r"/([0-9a-f]{20})\.\w+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedTile:
    """A tile ready to draw. `texels` is by picture key; `picture_keys` runs parallel to the chunk's pictures.

    A picture that could not be had has the key "", and its parts are drawn in plain colour; without its `light_map`,
    walls show the light of their vertices alone.
    """

    index: int
    chunk: Chunk
    picture_keys: tuple[str, ...]
    texels: dict[str, Texels]
    picks: PickMesh
    light_map: LightMap | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedTile:
    """A tile that cannot be drawn, with the sentence that says why."""

    index: int
    reason: str


class TileLoader:
    """Fetches and decodes tiles in the order last asked for. Close it, or its threads outlive the window."""

    def __init__(
        self, *, files: SceneFiles, tileset: Tileset, cache: ChunkCache | None, workers: int = WORKERS
    ) -> None:
        self._files, self._tileset, self._cache = files, tileset, cache
        self._order: deque[int] = deque()
        self._busy: set[int] = set()
        self._done: deque[LoadedTile | FailedTile] = deque()
        self._changed = threading.Condition()
        self._is_closed = False
        self._shared: dict[str, tuple[str, Texels] | None] = {}
        self._shared_lock = threading.Lock()
        self._threads = [threading.Thread(target=self._work, name=f"tiles-{n}", daemon=True) for n in range(workers)]
        for thread in self._threads:
            thread.start()

    def want(self, order: Sequence[int]) -> None:
        """Replace what is waiting; tiles under way are finished all the same."""
        with self._changed:
            finished = {tile.index for tile in self._done}
            self._order = deque(i for i in order if i not in self._busy and i not in finished)
            self._changed.notify_all()

    def take(self) -> LoadedTile | FailedTile | None:
        """The next finished tile, at once; None while there is none."""
        with self._changed:
            if not self._done:
                return None
            tile = self._done.popleft()
            self._changed.notify_all()
            return tile

    def wait(self, *, seconds: float) -> LoadedTile | FailedTile | None:
        """The next finished tile, waiting for it; None when that takes longer."""
        with self._changed:
            self._changed.wait_for(lambda: bool(self._done), timeout=seconds)
        return self.take()

    def close(self) -> None:
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(
                    lambda: self._is_closed or (bool(self._order) and len(self._done) < MOST_WAITING)
                )
                if self._is_closed:
                    return
                index = self._order.popleft()
                self._busy.add(index)
            try:
                tile: LoadedTile | FailedTile = self._load(index)
            except GolmokError as error:
                tile = FailedTile(index=index, reason=str(error))
            with self._changed:
                self._busy.discard(index)
                self._done.append(tile)
                self._changed.notify_all()

    def _load(self, index: int) -> LoadedTile:
        uri = self._tileset.tiles[index].uri
        tile, embedded = self._tile(uri)
        keys: list[str] = []
        texels: dict[str, Texels] = {}
        for name in tile.chunk.pictures:
            key = tile.embedded.get(name)
            if key is not None:
                found: tuple[str, Texels] | None = self._embedded_texels(key, embedded.get(name), uri)
            else:
                found = self._shared_texels(resolve_path(uri, name))
            keys.append(found[0] if found else "")
            if found:
                texels[found[0]] = found[1]
        return LoadedTile(
            index=index,
            chunk=tile.chunk,
            picture_keys=tuple(keys),
            texels=texels,
            picks=pick_mesh(tile.chunk),
            light_map=self._light_map(tile, embedded, uri),
        )

    def _tile(self, uri: str) -> tuple[CachedTile, dict[str, bytes]]:
        """A tile from the cache, or fetched and decoded; a name that is its content's hash spares the fetching."""
        named = _CONTENT_NAMED.search(uri)
        if self._cache is not None and named:
            cached = self._cache.tile(named[1])
            if cached is not None and self._cache.holds_pictures_of(cached):
                return cached, {}
        data = self._files.read(uri)
        decoded = read_tile(data, name=uri)
        tile = CachedTile(
            chunk=decoded.chunk, embedded={name: content_key(picture) for name, picture in decoded.embedded.items()}
        )
        if self._cache is not None and named and content_key(data) == named[1]:
            self._cache.keep_tile(named[1], tile)
        return tile, decoded.embedded

    def _embedded_texels(self, key: str, data: bytes | None, uri: str) -> tuple[str, Texels] | None:
        cached = self._cache.texels(key) if self._cache is not None else None
        if cached is not None:
            return key, cached
        try:
            return (key, self._decode(key, data, uri)) if data is not None else None
        except SceneError:
            return None

    def _light_map(self, tile: CachedTile, embedded: dict[str, bytes], uri: str) -> LightMap | None:
        key, data = tile.embedded.get(tile.chunk.light_map), embedded.get(tile.chunk.light_map)
        if key is None:
            return None
        cached = self._cache.light_map(key) if self._cache is not None else None
        if cached is not None or data is None:
            return cached
        try:
            decoded = decode_light_map(data, name=uri)
        except SceneError:
            return None
        if self._cache is not None:
            self._cache.keep_light_map(key, decoded)
        return decoded

    def _shared_texels(self, path: str) -> tuple[str, Texels] | None:
        """A picture that many tiles use, decoded once while the loader lives."""
        with self._shared_lock:
            if path not in self._shared:
                self._shared[path] = self._first_shared_texels(path)
            return self._shared[path]

    def _first_shared_texels(self, path: str) -> tuple[str, Texels] | None:
        named = _CONTENT_NAMED.search(path)
        cached = self._cache.texels(named[1]) if self._cache is not None and named else None
        if named and cached is not None:
            return named[1], cached
        try:
            data = self._files.read(path)
            key = content_key(data)
            return key, self._decode(key, data, path)
        except GolmokError:
            return None

    def _decode(self, key: str, data: bytes, name: str) -> Texels:
        texels = decode_texels(data, name=name)
        if self._cache is not None:
            self._cache.keep_texels(key, texels)
        return texels
