"""One small street for all the viewer's tests that only read it."""

from pathlib import Path

import pytest

from tests.viewer.small_street import write_street


@pytest.fixture(scope="session")
def street_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A street of eight stores in a folder, see small_street.write_street."""
    return write_street(tmp_path_factory.mktemp("scene") / "street", stores=8)
