"""Small scenes for the viewer's tests; the writer beside this file keeps the scene contract."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def _load_writer() -> ModuleType:
    """Load the writer as `glb_writer`, because test folders are no packages."""
    place = Path(__file__).with_name("glb_writer.py")
    spec = importlib.util.spec_from_file_location("glb_writer", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["glb_writer"] = module
    spec.loader.exec_module(module)
    return module


_load_writer()


@pytest.fixture(scope="session")
def street_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A street of eight stores in a folder, see glb_writer.write_street."""
    from glb_writer import write_street

    return write_street(tmp_path_factory.mktemp("scene") / "street", stores=8)
