"""Whatever becomes of the other process, one sentence says it and what to do; and no process stays behind."""

import os
import sys
from dataclasses import replace

import numpy as np
import pytest

from district_builder.cycles import blender as blender_process
from district_builder.cycles.blender import BOOT, CODE_ROOT, INSTEAD, PYTHON, Blender, BlenderError, blender_command
from district_builder.cycles.child import NO_BLENDER
from district_builder.cycles.exposures import Exposure, Lights
from district_builder.domain.errors import GolmokError

SPEAKS = (
    f"import os, sys, signal, threading; sys.path.append({str(CODE_ROOT)!r}); import numpy as np\n"
    "from district_builder.cycles.messages import read_message, write_message, LENGTH\n"
    "out, heard = sys.stdout.buffer, sys.stdin.buffer\n"
)
IS_READY = SPEAKS + "write_message(out, {'ready': np.array(True)})\nread_message(heard)\n"
HANGS = "threading.Event().wait()\n"


def child(script: str, *, limit_secs: float = 30.0, start_limit_secs: float = 30.0) -> Blender:
    return Blender([sys.executable, "-P", "-c", script], limit_secs=limit_secs, start_limit_secs=start_limit_secs)


def two_sheets() -> Exposure:
    rows, black = np.zeros((2, 3)), np.zeros(3)
    return Exposure(
        lights=Lights.SUN,
        samples=1,
        bounces=0,
        points=rows,
        normals=np.tile((0.0, 0.0, 1.0), (2, 1)),
        towards_sun=np.array((0.0, 0.0, 1.0)),
        sun_colour=black,
        sky_colour=black,
        ground_bounce=black,
        patch_middles=rows,
        patch_normals=rows,
        patch_fluxes=rows,
    )


def what_comes_of(script: str, *, limit_secs: float = 30.0) -> str:
    """Of a child that gets ready and then is asked."""
    blender = child(IS_READY + script, limit_secs=limit_secs)
    with pytest.raises(BlenderError) as failed:
        blender.expose(two_sheets())
    return str(failed.value)


def test_light_that_is_measured_is_handed_back():
    blender = child(IS_READY + "write_message(out, {'light': np.full((2, 3), 0.25)})")
    assert blender.expose(two_sheets()).tolist() == [[0.25] * 3] * 2
    blender.end()


def test_without_blender_the_error_says_how_to_get_it():
    with pytest.raises(GolmokError) as failed:
        child(f"import sys; sys.exit({NO_BLENDER})")
    assert "pip install 'golmok[full-light]'" in str(failed.value)
    assert PYTHON in str(failed.value)


def test_our_own_child_tells_when_there_is_no_bpy():
    hidden = "import sys; sys.modules['bpy'] = None; "  # as Python does for a module that must not be found
    with pytest.raises(BlenderError, match=r"golmok\[full-light\]"):
        Blender([sys.executable, "-P", "-c", hidden + BOOT, str(CODE_ROOT), "1"], limit_secs=30.0)


def test_a_python_that_is_not_there_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv(PYTHON, str(tmp_path / "no-python"))
    with pytest.raises(BlenderError, match=f"no-python: .*{PYTHON}"):
        Blender(blender_command(threads=1), limit_secs=30.0)


def test_without_a_word_of_the_operator_our_own_python_is_taken(monkeypatch):
    monkeypatch.delenv(PYTHON, raising=False)
    assert blender_command(threads=1)[0] == sys.executable


def test_one_that_fails_at_the_start_is_quoted():
    with pytest.raises(BlenderError) as failed:
        child("raise OSError('libX11.so.6 is missing')")
    assert "libX11.so.6 is missing" in str(failed.value)
    assert "코드 1" in str(failed.value)


def test_last_words_are_cut_to_a_line_that_one_can_read():
    with pytest.raises(BlenderError) as failed:
        child("import sys; sys.exit('x' * 100_000)")
    assert len(str(failed.value)) < 1000


def test_one_that_never_gets_ready_is_ended():
    with pytest.raises(BlenderError, match=r"0\.3초 안에"):
        child("import threading; threading.Event().wait()", start_limit_secs=0.3)


def test_one_that_hangs_over_a_question_is_ended_and_another_way_named():
    said = what_comes_of(HANGS, limit_secs=0.3)
    assert "0.3초 안에" in said
    assert said.endswith(INSTEAD)


def test_one_that_dies_over_a_question_is_told():
    said = what_comes_of("os.kill(os.getpid(), signal.SIGKILL)")
    assert "갑자기 멈췄습니다(코드 -9)" in said
    assert said.endswith(INSTEAD)


def test_one_that_dies_before_it_has_heard_all_is_told_the_same():
    blender = child(SPEAKS + "write_message(out, {'ready': np.array(True)})\n")
    large = np.zeros((100_000, 3))
    with pytest.raises(BlenderError, match="갑자기 멈췄습니다"):
        blender.expose(replace(two_sheets(), points=large, normals=large))


@pytest.mark.parametrize(
    "script",
    [
        "out.write(b'Blender 4.2.0 (hash a51f293548ad)\\n'); out.flush()",
        "out.write(LENGTH.pack(2**50)); out.flush()",
        "out.write(LENGTH.pack(100) + b'PK'); out.flush()",
    ],
    ids=["chat", "too much", "half a message"],
)
def test_what_is_no_message_is_told(script):
    assert "알아들을 수 없는 말을 했습니다" in what_comes_of(script)


@pytest.mark.parametrize(
    "light", ["np.zeros((3, 3))", "np.full((2, 3), np.nan)", "np.full((2, 3), -1.0)", "np.zeros((2, 3), dtype=int)"]
)
def test_what_is_no_light_is_told(light):
    assert "빛이 아닌 것을 보내왔습니다" in what_comes_of(
        f"write_message(out, {{'light': {light}}})\nread_message(heard)"
    )


def test_an_answer_larger_than_the_question_allows_is_refused():
    assert "allowed" in what_comes_of("write_message(out, {'light': np.zeros((100_000, 3))})")


def test_no_sheets_are_measured_without_asking():
    blender = child(SPEAKS + "write_message(out, {'ready': np.array(True)})\n")
    nothing = np.zeros((0, 3))
    assert blender.expose(replace(two_sheets(), points=nothing, normals=nothing)).shape == (0, 3)
    blender.end()


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.skipif(os.name != "posix", reason="asks about processes as POSIX does")
@pytest.mark.parametrize(
    "then", [HANGS, "out.write(b'nonsense'); out.flush()\n" + HANGS, ""], ids=["hangs", "raves", "dies"]
)
def test_what_failed_is_gone(then, tmp_path, monkeypatch):
    monkeypatch.setattr(blender_process, "END_LIMIT_SECS", 0.2)
    said_its_name = f"open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\n"
    what_comes_of(said_its_name + then, limit_secs=0.5)
    assert not is_running(int((tmp_path / "pid").read_text()))


@pytest.mark.skipif(os.name != "posix", reason="asks about processes as POSIX does")
@pytest.mark.parametrize("then", ["", HANGS], ids=["listens", "does not listen"])
def test_what_is_ended_is_gone(then, tmp_path, monkeypatch):
    monkeypatch.setattr(blender_process, "END_LIMIT_SECS", 0.2)
    said_its_name = f"open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid()))\n"
    blender = child(SPEAKS + said_its_name + "write_message(out, {'ready': np.array(True)})\n" + then)
    blender.end()
    blender.end()
    assert not is_running(int((tmp_path / "pid").read_text()))
