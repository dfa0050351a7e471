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

LOG = logging.getLogger(__name__)
CEILING_BYTES = 768 * 2**20


class Street:
    """Tiles below one node. `tend` once a frame attaches at most one of them."""

    def __init__(self, *, parent: Any, scene: Scene, loader: TileLoader, anisotropy: int) -> None:
        self._root = parent.attach_new_node("street")
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
        self._loader.want(choice.fetch)
        return choice

    def tend(self) -> bool:
        """Attach one finished tile; True when there was one."""
        return self._attach(self._loader.take())

    def wait(self, *, seconds: float) -> bool:
        """Attach one finished tile, waiting for it."""
        return self._attach(self._loader.wait(seconds=seconds))

    def _attach(self, tile: LoadedTile | FailedTile | None) -> bool:
        if tile is None:
            return False
        if isinstance(tile, FailedTile):
            LOG.warning("A piece of the street is missing: %s", tile.reason)
            self._failed[tile.index] = tile.reason
            return True
        self._drop(tile.index)
        size = tile.chunk.size_bytes
        for key, texels in tile.texels.items():
            if key not in self._textures:
                self._textures[key] = make_texture(texels, name=key[:12], anisotropy=self._anisotropy)
                size += texels.size_bytes
            self._texture_users.setdefault(key, set()).add(tile.index)
        textures = [self._textures.get(key) for key in tile.picture_keys]
        node = make_chunk_node(tile.chunk, textures, name=self._tileset.tiles[tile.index].uri)
        node.reparent_to(self._root)
        node.stash()
        self._nodes[tile.index], self._picks[tile.index] = node, tile.picks
        self._memory.add(tile.index, size_bytes=size)
        return True

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
