"""Where the data lies and how the server behaves."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The folder that `--data` names: database, media, scenes and what can be made again."""

    root: Path

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.root / 'golmok.db'}"

    @property
    def media(self) -> Path:
        """Pictures, named by the SHA-256 of their bytes."""
        return self.root / "media"

    @property
    def scenes(self) -> Path:
        """One scene folder a district, named by its slug."""
        return self.root / "scenes"

    @property
    def cache(self) -> Path:
        """Thumbnails and compressed copies; may be deleted at any time."""
        return self.root / "cache"

    @property
    def locks(self) -> Path:
        """Lock files of builds that are under way; empty, and of no use once no build runs."""
        return self.root / "locks"

    def create(self) -> None:
        for folder in (self.root, self.media, self.scenes, self.cache):
            folder.mkdir(parents=True, exist_ok=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """`database_url` None means the SQLite file inside the data folder."""

    data: Path
    database_url: str | None = None
    body_limit_bytes: int = 1 << 20

    @property
    def folder(self) -> DataFolder:
        return DataFolder(self.data)

    @property
    def effective_database_url(self) -> str:
        return self.database_url or self.folder.database_url
