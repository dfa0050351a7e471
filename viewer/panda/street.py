"""The tiles of a district on the screen: what is drawn now, what comes, what goes."""

import logging
from collections.abc import Set
from typing import Any

from viewer.content.scene import Scene
from viewer.content.tile_loader import FailedTile, LoadedTile, TileLoader
from viewer.core.picking import PickMesh, PickScene
from viewer.core.pose import Pose
from viewer.core.tile_choice import Lens, TileChoice, TileChooser
from viewer.core.tile_memory import TileMemory
from viewer.panda.chunks import make_chunk_node, make_texture
from viewer.panda.engine import Engine

LOG = logging.getLogger(__name__)
CEILING_BYTES = 768 * 2**20


class Street:
    """Tiles below one node. `tend` once a frame does at most one of the things that take long."""

    def __init__(self, *, engine: Engine, scene: Scene, loader: TileLoader, anisotropy: int) -> None:
        self._root = engine.render.attach_new_node("street")
        self._prepared = engine.window.get_gsg().get_prepared_objects()
        self._arriving: LoadedTile | None = None
        self._made: Any = None
        self._loader, self._anisotropy = loader, anisotropy
        self._tileset = scene.tileset
        self._chooser = TileChooser(scene.tileset)
        self._memory = TileMemory(ceiling_bytes=CEILING_BYTES)
        self._nodes: dict[int, Any] = {}
        self._picks: dict[int, PickMesh] = {}
        self._textures: dict[str, Any] = {}
        self._texture_users: dict[str, set[int]] = {}
        self._failed: dict[int, str] = {}
        self._drawn: frozenset[int] = frozenset()
        self._pick_scene = PickScene(())

    @property
    def picks(self) -> PickScene:
        return self._pick_scene

    @property
    def failures(self) -> dict[int, str]:
        """Why tiles are missing, by their index."""
        return self._failed

    @property
    def tiles_in_memory(self) -> Set[int]:
        return self._memory.ready

    def accept_error(self, pixels: float) -> None:
        """How coarse the street may look from the next choice on."""
        self._chooser.target_error_pixels = pixels

    def choose(self, pose: Pose, lens: Lens) -> TileChoice:
        """Show what an eye needs of the tiles that are here, and ask for the others."""
        choice = self._chooser.choose(pose, lens, ready=self._memory.ready, failed=self._failed.keys())
        for index in self._drawn - choice.draw:
            if index in self._nodes:
                self._nodes[index].stash()
        for index in choice.draw - self._drawn:
            self._nodes[index].unstash()
        if choice.draw != self._drawn:
            self._drawn = choice.draw
            self._pick_scene = PickScene([self._picks[index] for index in sorted(choice.draw)])
        self._memory.touch(choice.keep)
        for index in self._memory.to_drop(keep=choice.keep | choice.draw):
            self._drop(index)
        arriving = self._arriving.index if self._arriving is not None else None
        self._loader.want([index for index in choice.fetch if index != arriving])
        return choice

    def tend(self) -> bool:
        """Do one frame's share of bringing tiles in: make a texture, hand one to the graphics card, or attach a tile.

        Each of them may take as long as drawing does, so never two in one frame. True when something was done.
        """
        if self._arriving is None:
            return self._begin(self._loader.take())
        tile = self._arriving
        waiting = next((key for key in tile.texels if key not in self._textures), None)
        if self._made is not None:
            self._made.prepare(self._prepared)  # the graphics library takes it with the next frame
            self._made = None
        elif waiting is not None:
            self._made = self._textures[waiting] = make_texture(
                tile.texels[waiting], name=waiting[:12], anisotropy=self._anisotropy
            )
        else:
            self._arriving = None
            self._attach(tile)
        return True

    def wait(self, *, seconds: float) -> bool:
        """Attach one finished tile at once, waiting for it."""
        if self._arriving is None and not self._begin(self._loader.wait(seconds=seconds)):
            return False
        while self._arriving is not None:
            self.tend()
        return True

    def _begin(self, tile: LoadedTile | FailedTile | None) -> bool:
        if isinstance(tile, FailedTile):
            LOG.warning("A piece of the street is missing: %s", tile.reason)
            self._failed[tile.index] = tile.reason
        elif tile is not None:
            self._drop(tile.index)
            for key in tile.texels:  # from now on, or a tile that goes would take a shared texture with it
                self._texture_users.setdefault(key, set()).add(tile.index)
            self._arriving = tile
        return tile is not None

    def _attach(self, tile: LoadedTile) -> None:
        size = tile.chunk.size_bytes
        size += sum(t.size_bytes for key, t in tile.texels.items() if self._texture_users[key] == {tile.index})
        textures = [self._textures.get(key) for key in tile.picture_keys]
        node = make_chunk_node(tile.chunk, textures, name=self._tileset.tiles[tile.index].uri)
        node.reparent_to(self._root)
        node.stash()
        self._nodes[tile.index], self._picks[tile.index] = node, tile.picks
        self._memory.add(tile.index, size_bytes=size)

    def _drop(self, index: int) -> None:
        node = self._nodes.pop(index, None)
        if node is None:
            return
        node.remove_node()
        del self._picks[index]
        self._memory.drop(index)
        for key in [key for key, users in self._texture_users.items() if index in users]:
            self._texture_users[key].discard(index)
            if not self._texture_users[key]:
                del self._texture_users[key]
                self._textures.pop(key).release_all()
