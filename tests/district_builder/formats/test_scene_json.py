"""scene.json: what was built, what it costs and what was doubted."""

import json

from district_builder.domain.districts import District
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.formats.scene_json import Budget, Light, SceneCounts, StoreCost, write_scene_json
from tests.district_builder.formats.one_house_street import ANCHOR, building


def test_scene_json_says_what_was_built_and_doubted() -> None:
    note = BuildNote(
        kind=NoteKind.BAD_PHOTO,
        severity=Severity.PROBLEM,
        text="사진 파일이 손상되어 읽을 수 없습니다.",
        remedy="원본 사진을 다시 올려 주세요.",
        subject="a",
        file="photos/a/front.jpg",
    )
    cost = StoreCost(
        proxy_bytes=900, standard_bytes=31_000, near_bytes=90_000, near_triangles=4_800, textures_bytes=22_000
    )
    scene = json.loads(
        write_scene_json(
            build_id="0123456789abcdef0123",
            district=District(
                slug="kaywon", name_ko="계원대학로", anchor=ANCHOR, attribution=("© OpenStreetMap contributors",)
            ),
            counts=SceneCounts(stores=3, placed=2, buildings=1, tiles=4, triangles=20_000),
            buildings=[building()],
            light=Light(sun_azimuth_degrees=140, sun_elevation_degrees=35),
            costs={"b": cost, "a": cost},
            budgets=[
                Budget(name="near_bytes", limit=120_000, worst=90_000),
                Budget(name="proxy_bytes", limit=800, worst=900),
            ],
            notes=[note],
        )
    )
    assert scene == {
        "format": "golmok-scene-1",
        "build_id": "0123456789abcdef0123",
        "district": {
            "slug": "kaywon",
            "name_ko": "계원대학로",
            "name_en": "",
            "anchor": [126.9683, 37.3852],
            "timezone": "Asia/Seoul",
            "is_example": False,
        },
        "counts": {"stores": 3, "placed": 2, "buildings": 1, "tiles": 4, "triangles": 20_000},
        "rungs": {"1": 0, "2": 0, "3": 1},
        "light": {"sun_azimuth_degrees": 140, "sun_elevation_degrees": 35},
        "costs": {
            store_id: {
                "proxy_bytes": 900,
                "standard_bytes": 31_000,
                "near_bytes": 90_000,
                "near_triangles": 4_800,
                "textures_bytes": 22_000,
            }
            for store_id in ("a", "b")
        },
        "budgets": [
            {"name": "near_bytes", "limit": 120_000, "worst": 90_000, "met": True},
            {"name": "proxy_bytes", "limit": 800, "worst": 900, "met": False},
        ],
        "notes": [
            {
                "kind": "bad_photo",
                "severity": "problem",
                "text": "사진 파일이 손상되어 읽을 수 없습니다.",
                "remedy": "원본 사진을 다시 올려 주세요.",
                "subject": "a",
                "file": "photos/a/front.jpg",
                "row": None,
            }
        ],
        "attribution": ["© OpenStreetMap contributors"],
    }
    assert list(scene["costs"]) == ["a", "b"]
