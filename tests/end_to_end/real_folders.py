"""Source folders as an operator would lay them out from the real input: a district.toml and copies of raw files."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.end_to_end.store_register import write_register

DEMO = Path(__file__).resolve().parents[2] / "assets" / "demo"
KAYWON_STREET = "계원대학로"
GANGNAM_MIDDLE = (127.0324, 37.4995)
ONE_STREET_FILES = (
    "Laufamholzstrasse.osm.xml",
    "map-sidewalk-no.osm.gz",
    "memmingen_10.068_48.135.osm",
    "via_montebello_roma_italy.osm.pbf",
    "whitelion_bristol_uk.osm.pbf",
)
ONE_STREET_MIDDLES = {
    "Laufamholzstrasse.osm.xml": (11.1634, 49.4632),
    "map-sidewalk-no.osm.gz": (-2.1036, 57.1487),
    "memmingen_10.068_48.135.osm": (10.068, 48.135),
    "via_montebello_roma_italy.osm.pbf": (12.5016, 41.9067),
    "whitelion_bristol_uk.osm.pbf": (-2.5943, 51.4548),
}
