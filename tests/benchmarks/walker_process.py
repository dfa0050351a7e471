"""Runs a walker that is measured in a process of its own, so that nothing of the tests is in its figures."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def figures_of(program: str, *arguments: str, timeout_seconds: float) -> dict[str, Any]:
    """What a program printed as JSON in its last line; its test is skipped where no picture can be drawn.

    Args:
        program: Python source that finds `arguments` in `sys.argv[1:]` and imports from the repository's root.
        timeout_seconds: After so long a walker that hangs fails the test.
    """
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        env=dict(os.environ),
        capture_output=True,
        text=True,
        timeout=timeout_seconds,
    )
    if "No picture can be drawn here" in done.stderr:
        pytest.skip("no OpenGL without a window here: apt install libegl1 libgl1 libgl1-mesa-dri")
    assert done.returncode == 0, done.stderr[-2000:]
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found
