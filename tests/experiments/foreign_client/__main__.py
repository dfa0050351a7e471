"""How a client that knows nothing of us shows a scene: CesiumJS in a headless Chromium, beside the walker.

    npm install cesium
    python -m tests.experiments.foreign_client SCENE node_modules/cesium FOLDER [--views start,plaza,front]

Writes a picture of both side by side for each view, and prints their likeness (SSIM on luminance, without the sky).
"""

import argparse
import io
import json
import math
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from tempfile import TemporaryDirectory
from urllib.parse import quote

import numpy as np
from PIL import Image

from tests.likeness.shots import Shot
from tests.likeness.ssim import compare, luma
from viewer.content.scene import Scene, open_scene
from viewer.content.scene_files import FolderScene
from viewer.core.tile_choice import Lens

PAGE = Path(__file__).with_name("page.html")
SIZE = (960, 540)
SKY = (127, 178, 230)
PATIENCE_SECONDS = 240


class _Folders(SimpleHTTPRequestHandler):
    """Serves the page, the scene below /scene/ and CesiumJS below /cesium/; takes the picture that the page sends."""

    def __init__(self, *args: object, scene: Path, cesium: Path, pictures: Queue[bytes], **named: object) -> None:
        self._folders, self._pictures = {"scene": scene, "cesium": cesium}, pictures
        super().__init__(*args, **named)  # type: ignore[arg-type]

    def do_POST(self) -> None:
        self._pictures.put(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(204)
        self.end_headers()

    def translate_path(self, path: str) -> str:
        first, _, rest = path.split("?")[0].lstrip("/").partition("/")
        folder = self._folders.get(first)
        if folder is None or ".." in rest:
            return str(PAGE)
        return str(folder / rest)

    def log_message(self, format: str, *args: object) -> None:
        """Nobody reads it."""


@contextmanager
def _serving(scene: Path, cesium: Path, pictures: Queue[bytes]) -> Iterator[str]:
    handler = partial(_Folders, scene=scene, cesium=cesium, pictures=pictures)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def _pose(scene: Scene, shot: Shot) -> str:
    """What the page must know, as JSON: eye and directions in the district frame."""
    pose = shot.pose_in(scene)
    heading, pitch = math.radians(pose.heading_degrees), math.radians(pose.pitch_degrees)
    across, along = math.sin(heading), math.cos(heading)
    width, height = shot.size
    upright = math.radians(Lens(width_pixels=width, height_pixels=height).vertical_field_degrees)
    told = {
        "eye": list(pose.eye_in_district),
        "direction": [across * math.cos(pitch), along * math.cos(pitch), math.sin(pitch)],
        "up": [-across * math.sin(pitch), -along * math.sin(pitch), math.cos(pitch)],
        "horizontal_field_radians": 2 * math.atan(math.tan(upright / 2) * width / height),
        "sky": SKY,
        "size": shot.size,
    }
    return json.dumps(told)


def _seen_by_cesium(address: str, pose: str, pictures: Queue[bytes]) -> Image.Image:
    chromium = shutil.which("chromium") or "google-chrome"
    flags = ("--headless=new", "--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
    flags += ("--disable-background-networking", "--hide-scrollbars", f"--window-size={SIZE[0]},{SIZE[1]}")
    with TemporaryDirectory() as profile:
        command = [chromium, *flags, f"--user-data-dir={profile}", f"{address}/?pose={quote(pose)}"]
        browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            picture = pictures.get(timeout=PATIENCE_SECONDS)
        finally:
            browser.terminate()
            browser.wait()
    return Image.open(io.BytesIO(picture)).convert("RGB")


def main() -> None:
    reads = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("scene", "cesium", "folder"):
        reads.add_argument(name, type=Path)
    reads.add_argument("--views", default="start,plaza,front")
    given = reads.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    scene = open_scene(FolderScene(given.scene))
    pictures: Queue[bytes] = Queue()
    with _serving(given.scene.resolve(), given.cesium.resolve(), pictures) as address:
        for name in given.views.split(","):
            shot = Shot(name=name, at=name, size=SIZE, is_evening=False)
            theirs = _seen_by_cesium(address, _pose(scene, shot), pictures)
            ours = shot.taken_in(scene)
            both = Image.new("RGB", (2 * SIZE[0], SIZE[1]))
            both.paste(theirs, (0, 0))
            both.paste(ours, (SIZE[0], 0))
            both.save(given.folder / f"{name}.png")
            is_street = np.abs(np.asarray(theirs, dtype=int) - SKY).max(axis=2) > 5
            likeness = compare(luma(np.asarray(theirs)), luma(np.asarray(ours)), is_street)
            print(f"{name}: SSIM {likeness.ssim:.3f}", flush=True)


if __name__ == "__main__":
    main()
