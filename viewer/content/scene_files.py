"""Where a scene's files come from, in the viewer's words."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from viewer.core.errors import SceneError


class SceneFiles(Protocol):
    """The files of one scene by their path inside its folder."""

    def read(self, path: str) -> bytes:
        """The whole file.

        Raises:
            GolmokError: it cannot be had now.
        """
        ...


@dataclass(frozen=True, slots=True)
class FolderScene:
    """A scene in a folder of this machine."""

    folder: Path

    def read(self, path: str) -> bytes:
        file = (self.folder / path).resolve()
        if not file.is_relative_to(self.folder.resolve()):
            raise SceneError("it lies outside the scene's folder.", file=path)
        try:
            return file.read_bytes()
        except OSError as error:
            raise SceneError(f"it cannot be read ({error.strerror}).", file=path) from error


def resolve_path(base: str, uri: str) -> str:
    """The path inside the scene that a relative URI means when it stands in the file `base`.

    Raises:
        SceneError: it climbs out of the scene.
    """
    parts = base.split("/")[:-1]
    for part in uri.split("/"):
        if part == "..":
            if not parts:
                raise SceneError(f"it names {uri!r}, which lies outside the scene.", file=base)
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
