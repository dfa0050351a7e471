"""Where the real input lies, if anywhere."""

from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real input beside the checkout; tests that need it are skipped without it."""
    if not SHARED_DATA.is_dir():
        pytest.skip(f"no real input at {SHARED_DATA.name}/ beside the checkout: put it there to run this test")
    return SHARED_DATA
