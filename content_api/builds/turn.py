"""One build of a district at a time, over all processes that share a data folder."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from district_builder.domain.errors import GolmokError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class BuildUnderWayError(GolmokError):
    """Somebody else is building the district."""

    def __init__(self, slug: str) -> None:
        self.slug = slug
        super().__init__(f"‘{slug}’ 거리를 다른 곳에서 이미 짓고 있습니다. 끝난 뒤에 다시 지어 주세요.")


@contextmanager
def sole_build(folder: Path, slug: str) -> Iterator[None]:
    """Hold a district's build lock. The system lets go of it when its process dies, so no stale lock is left.

    Args:
        folder: Where lock files lie; they stay there, because to remove one would let in a second builder.

    Raises:
        BuildUnderWayError: Another build holds the lock.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{slug}.lock").open("ab") as file:
        try:
            if sys.platform == "win32":
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BuildUnderWayError(slug) from None
        yield
