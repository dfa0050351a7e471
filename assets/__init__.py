"""Files the project made or carries: the demo district, textures and fonts, each with its licence beside it."""

from importlib.resources import files
from pathlib import Path

ASSETS = Path(str(files("assets")))
FONT_FILES = ASSETS / "fonts" / "files"
DEMO_SOURCE = ASSETS / "demo"
