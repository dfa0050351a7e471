"""Where the data lies: a folder that makes itself, moves as a whole, and a database that may be elsewhere."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from content_api.app import create_app
from content_api.database import open_engine
from content_api.settings import DataFolder, Settings


def test_a_data_folder_makes_itself_however_deep(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path / "시장" / "자료 폴더" / "data")
    folder.create()
    folder.create()
    assert {path.name for path in folder.root.iterdir()} == {"media", "scenes", "cache"}


def test_everything_lies_under_the_root(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    for path in (folder.media, folder.scenes, folder.cache, folder.locks):
        assert path.parent == tmp_path
    assert len({folder.media, folder.scenes, folder.cache, folder.locks}) == 4


@pytest.mark.parametrize("name", ["plain", "빈 칸 있는", "골목", "a+b", "50%", "a#b", "it's"])
def test_a_folder_of_any_name_holds_a_database(tmp_path: Path, name: str) -> None:
    settings = Settings(data=tmp_path / name)
    with TestClient(create_app(settings)) as client:
        assert client.get("/v1/districts").json() == {"districts": []}
    assert (tmp_path / name / "golmok.db").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == [name]


def test_a_moved_folder_is_the_same_street(street: Settings, tmp_path: Path) -> None:
    with TestClient(create_app(street)) as client:
        picture = client.get("/v1/stores/bread/photos").json()["photos"][0]["url"]
        before = client.get("/v1/districts/neutinamu").content
    moved = Path(shutil.move(street.data, tmp_path / "elsewhere"))
    with TestClient(create_app(Settings(data=moved))) as client:
        assert client.get("/v1/districts/neutinamu").content == before
        assert client.get(picture).status_code == 200


def test_the_cache_may_be_deleted_while_the_server_runs(own_client: TestClient, street: Settings) -> None:
    picture = own_client.get("/v1/stores/bread/photos").json()["photos"][0]["url"]
    before = own_client.get(picture).content
    shutil.rmtree(street.folder.cache)
    assert own_client.get(picture).content == before


def test_an_address_of_a_database_wins_over_the_folder(tmp_path: Path) -> None:
    elsewhere = f"sqlite:///{tmp_path / 'other.db'}"
    assert Settings(data=tmp_path).effective_database_url == f"sqlite:///{tmp_path / 'golmok.db'}"
    assert Settings(data=tmp_path, database_url=elsewhere).effective_database_url == elsewhere
    assert Settings(data=tmp_path, database_url="").effective_database_url.endswith("golmok.db")


def test_media_stay_in_the_folder_when_the_database_is_elsewhere(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data", database_url=f"sqlite:///{tmp_path / 'other.db'}")
    with TestClient(create_app(settings)) as client:
        assert client.get("/health").status_code == 200
    assert settings.folder.media.is_dir()
    assert not (tmp_path / "data" / "golmok.db").exists()
    with sqlite3.connect(tmp_path / "other.db") as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {"districts", "stores", "menus", "photos", "placements", "builds"} <= tables


@given(limit=st.integers(1, 1 << 40))
def test_settings_are_values(limit: int) -> None:
    one, other = (Settings(data=Path("data"), body_limit_bytes=limit) for _ in range(2))
    assert one == other
    assert one.folder == DataFolder(Path("data"))


def test_settings_cannot_be_changed_under_a_running_server() -> None:
    with pytest.raises(AttributeError):
        Settings(data=Path("data")).database_url = "sqlite://"  # type: ignore[misc]


def test_a_file_where_the_folder_should_be_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(FileExistsError):
        open_engine(Settings(data=tmp_path / "data"))
    assert (tmp_path / "data").read_text() == "not a folder"
