"""A Blender where there is one, and a stand-in process that speaks our protocol where none is needed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from district_builder.cycles.blender import PYTHON
from district_builder.cycles.meter import CyclesMeter

ROOT = Path(__file__).resolve().parents[3]
LOOK_FOR_BPY = "import importlib.util, sys; sys.exit(importlib.util.find_spec('bpy') is None)"

# Every sheet is lit by 0.5; what is asked goes into a file, a line each.
STAND_IN = f"""#!{sys.executable}
import sys
sys.path.insert(0, {str(ROOT)!r})
import numpy as np
from district_builder.cycles.exposures import Solid, unpacked
from district_builder.cycles.messages import read_message, write_message
log = open({{log!r}}, "a", buffering=1)
log.write("start\\n")
write_message(sys.stdout.buffer, {{{{"ready": np.array(True)}}}})
while (arrays := read_message(sys.stdin.buffer)) is not None:
    asked = unpacked(arrays)
    if isinstance(asked, Solid):
        log.write(f"solid {{{{len(asked.triangles)}}}}\\n")
        write_message(sys.stdout.buffer, {{{{"ready": np.array(True)}}}})
    elif len(asked.points) == 13:
        sys.exit("thirteen brings bad luck")
    else:
        log.write(f"{{{{asked.lights.value}}}} {{{{len(asked.points)}}}} {{{{len(asked.patch_middles)}}}}\\n")
        write_message(sys.stdout.buffer, {{{{"light": np.full((len(asked.points), 3), 0.5)}}}})
log.write("end\\n")
"""


class StandIn:
    """A process that answers in Blender's place."""

    def __init__(self, folder: Path) -> None:
        self.python, self._log = folder / "python", folder / "asked"
        self.python.write_text(STAND_IN.format(log=str(self._log)))
        self.python.chmod(0o755)

    @property
    def heard(self) -> list[str]:
        return self._log.read_text().splitlines()


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    if os.name != "posix":
        pytest.skip("the stand-in is started by its first line, which needs POSIX")
    made = StandIn(tmp_path)
    monkeypatch.setenv(PYTHON, str(made.python))
    return made


@pytest.fixture(scope="session")
def blender_or_skip() -> None:
    python = os.environ.get(PYTHON) or sys.executable
    if subprocess.run([python, "-P", "-c", LOOK_FOR_BPY], check=False).returncode:
        pytest.skip(f"no bpy: pip install 'golmok[full-light]', or name a Python that has it in {PYTHON}")


@pytest.fixture(scope="session")
def cycles(blender_or_skip: None) -> Iterator[CyclesMeter]:
    """One Blender for all tests that ask it."""
    with CyclesMeter(samples=64, threads=1, limit_secs=120.0) as meter:
        yield meter
