"""Texels, sky, map and labels: pictures that are made without a window."""

import io

import pytest
from PIL import Image

from district_builder.domain.frames import DistrictFrame, Point2, Point3
from district_builder.domain.layout import RoadKind
from district_builder.domain.places import PlacementKind
from tests.viewer.glb_writer import png_of_side, webp
from tests.viewer.small_street import ANCHOR
from viewer.core.errors import SceneError
from viewer.core.hud_picture import (
    LIGHT_NAMES,
    LIGHT_WORDS,
    draw_help,
    draw_light_words,
    draw_quit_question,
    draw_store_label,
    draw_waiting,
)
from viewer.core.light_choice import LightChoice
from viewer.core.light_map import decode_light_map
from viewer.core.minimap import Minimap
from viewer.core.places import BuildingOutline, Places, RoadLine, StorePlace
from viewer.core.pose import Pose
from viewer.core.sky_picture import HORIZON_COLOUR, draw_sky
from viewer.core.texels import decode_texels


def test_texels_are_bgr_rows_from_the_top_with_every_smaller_copy() -> None:
    picture = Image.new("RGB", (8, 4), (10, 20, 30))
    picture.putpixel((0, 0), (200, 0, 0))
    file = io.BytesIO()
    picture.save(file, "PNG")
    texels = decode_texels(file.getvalue(), name="t.png")
    assert (texels.width, texels.height, texels.has_alpha) == (8, 4, False)
    assert bytes(texels.levels[0][:6]) == bytes([0, 0, 200, 30, 20, 10])
    assert [len(level) for level in texels.levels] == [96, 24, 6, 3]
    assert texels.size_bytes == 129


def test_a_picture_of_odd_size_is_brought_to_powers_of_two() -> None:
    texels = decode_texels(webp((9, 8, 7, 128), size=(33, 5)), name="t.webp")
    assert (texels.width, texels.height, texels.has_alpha) == (64, 8, True)
    assert list(texels.levels[0][:4]) == pytest.approx([7, 8, 9, 128], abs=1)


@pytest.mark.parametrize("data", [b"", b"GIF89a" + bytes(40), webp((1, 2, 3))[:20], b"\x89PNG\r\n\x1a\n" + bytes(30)])
def test_what_is_no_picture_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(SceneError, match=r"^bad\.webp: the picture"):
        decode_texels(data, name="bad.webp")


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded() -> None:
    file = io.BytesIO()
    Image.new("1", (5000, 4000)).save(file, "PNG")
    with pytest.raises(SceneError, match="5000 × 4000"):
        decode_texels(file.getvalue(), name="huge.png")


@pytest.mark.parametrize("side", [9_460, 13_400, 60_000])
def test_a_header_that_says_immense_is_refused_by_whoever_reads_it(side: int) -> None:
    """Beside its own limit Pillow warns, and refuses at twice that; neither is anything but a refusal here."""
    data = png_of_side(side)
    for decode in (decode_texels, decode_light_map):
        with pytest.raises(SceneError, match=r"^huge\.png: the (picture|light map)"):
            decode(data, name="huge.png")


def test_the_sky_is_blue_above_pale_at_the_horizon_and_brightest_at_the_sun() -> None:
    sky = draw_sky(sun_azimuth_degrees=90.0, sun_elevation_degrees=45.0)
    red, _, blue = sky.getpixel((700, 5))  # type: ignore[misc]
    assert blue > red + 60
    horizon = sky.getpixel((700, 255))
    assert horizon == pytest.approx([round(c * 255) for c in HORIZON_COLOUR], abs=4)
    assert min(sky.getpixel((256, 128))) > 220  # type: ignore[type-var]  # east is a quarter to the right


def test_the_sky_is_the_same_every_time() -> None:
    one, two = (draw_sky(sun_azimuth_degrees=200, sun_elevation_degrees=30).tobytes() for _ in range(2))
    assert one == two


def test_the_skys_edges_meet() -> None:
    sky = draw_sky(sun_azimuth_degrees=200, sun_elevation_degrees=30)
    for row in range(0, 512, 32):
        left, right = sky.getpixel((0, row)), sky.getpixel((1023, row))
        assert left == pytest.approx(right, abs=12)


def small_district() -> Places:
    square = (Point2(10, 10), Point2(30, 10), Point2(30, 30), Point2(10, 30))
    store = StorePlace(
        store_id="s",
        name="가게",
        category="cafe",
        storey=2,
        unit="201",
        building_id="b",
        placement=PlacementKind.UPPER,
        anchor_in_district=Point3(20.0, 10.0, 6.0),
        door_in_district=Point2(20.0, 10.0),
        frontage=None,
        is_illustration=False,
    )
    return Places(
        frame=DistrictFrame(ANCHOR),
        stores=(store,),
        buildings=(BuildingOutline(building_id="b", name="", number="", outline=square),),
        roads=(RoadLine(name="길", kind=RoadKind.STREET, points=(Point2(-60, 0), Point2(60, 0))),),
    )


def test_the_map_shows_buildings_to_the_north_east_up_and_right() -> None:
    look = Minimap(small_district()).look(Pose(east=0, north=0, height=1.6, heading_degrees=180), side_pixels=240)
    per_metre = 2
    assert look.getpixel((120 + 14 * per_metre, 120 - 24 * per_metre))[:3] == pytest.approx((205, 194, 180), abs=2)  # type: ignore[index]
    assert look.getpixel((120 - 40 * per_metre, 120))[:3] == (255, 255, 255)  # type: ignore[index]
    assert look.getpixel((0, 0))[3] == 0  # type: ignore[index]


def test_the_arrow_on_the_map_points_where_the_eye_looks() -> None:
    minimap = Minimap(small_district())
    for heading, x, y in ((0, 0, -1), (90, 1, 0), (180, 0, 1), (270, -1, 0)):
        pose = Pose(east=-200, north=-200, height=1.6, heading_degrees=heading)
        look = minimap.look(pose, side_pixels=240)
        ahead, behind = (look.getpixel((120 + n * 12 * x, 120 + n * 12 * y)) for n in (1, -1))
        assert ahead[2] > ahead[0] + 20  # type: ignore[index]
        assert behind[2] < behind[0] + 20  # type: ignore[index]


def test_a_district_without_anything_still_has_a_map() -> None:
    empty = Minimap(Places(frame=DistrictFrame(ANCHOR)))
    assert empty.look(Pose(east=0, north=0, height=1.6, heading_degrees=0), side_pixels=100).size == (100, 100)


def test_labels_grow_with_the_screen() -> None:
    store = small_district().stores[0]
    small, large = (draw_store_label(store, category_label="카페", screen_height=height) for height in (720, 1440))
    assert large.width == pytest.approx(2 * small.width, rel=0.05)
    assert draw_waiting("느티나무길", screen_height=720).height == draw_quit_question(screen_height=720).height
    assert draw_help(screen_height=720).width > draw_quit_question(screen_height=720).width


def test_every_light_has_its_own_words_and_room_for_them() -> None:
    assert LIGHT_WORDS.keys() == LIGHT_NAMES.keys() == set(LightChoice)
    drawn = [draw_light_words(choice, screen_height=720) for choice in LightChoice]
    assert len({picture.tobytes() for picture in drawn}) == len(LightChoice)
    assert all(picture.width < draw_help(screen_height=720).width for picture in drawn)
