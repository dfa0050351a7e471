"""What independent judges say of whole scenes from real input."""

from pathlib import Path

import pytest

from tests.end_to_end.built import Built
from tests.tools.validators import containment_findings, gltf_findings, py3dtiles_reads, tileset_findings


def test_the_khronos_validator_finds_nothing_in_any_tile(district: Built) -> None:
    assert len(district.tiles) > 10
    assert gltf_findings(district.tiles) == []


@pytest.mark.data
def test_the_tileset_follows_the_schemas(district: Built, shared_data: Path) -> None:
    assert tileset_findings(district.scene_folder, shared_data / "3dtiles-schema") == []


def test_a_second_parser_reads_every_tile(district: Built) -> None:
    assert py3dtiles_reads(district.scene_folder) == len(district.tile_uris())


def test_content_lies_inside_its_bounds_and_errors_fall_downwards(district: Built) -> None:
    assert containment_findings(district.scene_folder) == []


def test_the_folder_holds_the_tiles_that_the_tileset_names_and_no_others(district: Built) -> None:
    named = {Path(uri).name for uri in district.tile_uris().values()}
    assert {tile.name for tile in district.tiles} == named
