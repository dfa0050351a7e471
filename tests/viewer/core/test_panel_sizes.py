"""A panel on every screen it may meet: nothing overlaps, nothing is cut, everything can be pressed."""

import itertools
from functools import cache, lru_cache

import pytest

from viewer.core.lettering import width_in_font
from viewer.core.panel import Badge, PanelContent, PanelFact, PanelItem, PanelSection, Tone
from viewer.core.panel_boxes import Box, PanelAction, PanelLayout, PictureBox, ShapeBox, TextBox
from viewer.core.panel_layout import lay_out_panel
from viewer.core.panel_pen import TOUCH_TARGET
from viewer.core.theme import HIGH_CONTRAST, WARM, Theme

HEIGHTS = (600, 720, 1080, 1440, 2160)
THEMES = {
    "warm": WARM,
    "contrast": HIGH_CONTRAST,
    "warm large": WARM.with_large_text(),
    "contrast large": HIGH_CONTRAST.with_large_text(),
}
LONG = PanelContent(
    title="아주 긴 이름을 가진 동네 빵집 계원대학로 본점",
    subtitle="제과·제빵 · 모락산현대상가 지하 1층 B103호",
    badges=(
        Badge(text="휴업 중", tone=Tone.ALARM),
        Badge(text="예시 가게", tone=Tone.NOTICE),
        Badge(text="겉모습은 상상도", tone=Tone.CALM),
    ),
    facts=(
        PanelFact(label="영업시간", text="월–금 08:00–22:00, 토 09:00–21:00, 일 휴무, 쉬는 시간 15:00–17:00"),
        PanelFact(label="주소", text="경기도 의왕시 계원대학로 28, 모락산현대상가 지하 1층 B103호"),
        PanelFact(label="전화", text="031-000-0000"),
        PanelFact(label="소개", text="새벽에 구운 빵만 그날 팝니다. " * 6),
    ),
    sections=tuple(
        PanelSection(
            title=title,
            items=tuple(
                PanelItem(
                    name=f"{title} {n}번 아주아주 긴 이름의 통밀 호밀 사워도우",
                    price="1,234,500원" if n % 3 else "가격 문의",
                    note="국내산 밀, 우유, 달걀을 썼습니다. 알레르기가 있으면 말씀해 주세요." if n % 2 else "",
                    picture="p" if n % 4 == 0 else "",
                    is_signature=n == 0,
                )
                for n in range(9)
            ),
        )
        for title in ("빵", "음료", "선물 상자")
    ),
    footnote="공개 자료의 정보입니다. 방문 전에 확인해 주세요.",
)

every_screen = pytest.mark.parametrize(
    ("height", "name"), list(itertools.product(HEIGHTS, THEMES)), ids=lambda value: str(value).replace(" ", "_")
)


@lru_cache
def pages(height: int, theme: Theme) -> tuple[PanelLayout, ...]:
    first = lay_out_panel(LONG, screen_height=height, theme=theme)
    later = (lay_out_panel(LONG, screen_height=height, theme=theme, page=page) for page in range(1, first.pages))
    return (first, *later)


@cache
def extent(box: Box) -> tuple[float, float, float, float]:
    if isinstance(box, TextBox):
        width = width_in_font(box.text, weight=box.weight, size_pixels=box.size_pixels)
        left = box.x - width if box.is_right_aligned else box.x
        return left, box.y, left + width, box.y + box.size_pixels
    return box.x, box.y, box.x + box.width, box.y + box.height


def meet(one: Box, other: Box) -> bool:
    """Whether two boxes share more than a hair."""
    a, b = extent(one), extent(other)
    return min(a[2], b[2]) - max(a[0], b[0]) > 1.5 and min(a[3], b[3]) - max(a[1], b[1]) > 1.5


@every_screen
def test_no_words_run_into_other_words_or_pictures(height: int, name: str) -> None:
    for layout in pages(height, THEMES[name]):
        solid = [box for box in layout.boxes if isinstance(box, TextBox | PictureBox)]
        for one, other in itertools.combinations(solid, 2):
            assert not meet(one, other), (one, other)


@every_screen
def test_everything_lies_inside_the_card_and_the_card_inside_the_screen(height: int, name: str) -> None:
    for layout in pages(height, THEMES[name]):
        assert layout.height <= height
        for box in layout.boxes:
            left, top, right, bottom = extent(box)
            assert left >= 0, box
            assert top >= 0, box
            assert right <= layout.width, box
            assert bottom <= layout.height, box


@every_screen
def test_what_can_be_pressed_is_a_finger_wide_apart_and_inside(height: int, name: str) -> None:
    least = round(TOUCH_TARGET * height / 1080)
    for layout in pages(height, THEMES[name]):
        for hit in layout.hits:
            assert min(hit.width, hit.height) >= least
            assert hit.x >= 0
            assert hit.x + hit.width <= layout.width
            assert hit.y >= 0
            assert hit.y + hit.height <= layout.height
        for one, other in itertools.combinations(layout.hits, 2):
            apart_x = one.x + one.width <= other.x or other.x + other.width <= one.x
            apart_y = one.y + one.height <= other.y or other.y + other.height <= one.y
            assert apart_x or apart_y


@every_screen
def test_nothing_is_written_under_a_button(height: int, name: str) -> None:
    for layout in pages(height, THEMES[name]):
        for hit in layout.hits:
            inside = [box for box in layout.boxes if isinstance(box, TextBox) and _overlaps(hit.x, hit.y, hit, box)]
            assert len(inside) == 1, [box.text for box in inside]  # the button's own word


def _overlaps(x: float, y: float, hit: object, box: TextBox) -> bool:
    left, top, right, bottom = extent(box)
    width, height = hit.width, hit.height  # type: ignore[attr-defined]
    return min(right, x + width) - max(left, x) > 1.5 and min(bottom, y + height) - max(top, y) > 1.5


@every_screen
def test_focus_goes_from_the_cross_to_the_pages_in_reading_order(height: int, name: str) -> None:
    order = [PanelAction.CLOSE, PanelAction.PREVIOUS_PAGE, PanelAction.NEXT_PAGE]
    for layout in pages(height, THEMES[name]):
        actions = [hit.action for hit in layout.hits]
        assert actions == [action for action in order if action in actions]
        pager = layout.hits[1:]
        assert [hit.x for hit in pager] == sorted(hit.x for hit in pager)
        assert all(hit.y > layout.hits[0].y for hit in pager)


@every_screen
def test_every_item_is_read_once_over_all_pages(height: int, name: str) -> None:
    said = [
        box.text
        for layout in pages(height, THEMES[name])
        for box in layout.boxes
        if isinstance(box, TextBox) and box.text.endswith(("원", "문의")) and box.is_right_aligned
    ]
    assert said == [item.price for section in LONG.sections for item in section.items]


@every_screen
def test_text_is_never_smaller_than_can_be_read(height: int, name: str) -> None:
    least = 15 * height / 1080
    for layout in pages(height, THEMES[name]):
        sizes = [box.size_pixels for box in layout.boxes if isinstance(box, TextBox)]
        assert min(sizes) >= max(8, int(least))


def test_large_text_is_a_third_larger_and_needs_more_pages() -> None:
    usual, large = (lay_out_panel(LONG, screen_height=1080, theme=theme) for theme in (WARM, WARM.with_large_text()))
    largest = [max(box.size_pixels for box in layout.boxes if isinstance(box, TextBox)) for layout in (usual, large)]
    assert largest[1] == pytest.approx(largest[0] * 1.35, abs=1)
    assert large.pages > usual.pages


def test_both_themes_lay_out_alike_so_that_switching_moves_nothing() -> None:
    for height in HEIGHTS:
        warm, contrast = (lay_out_panel(LONG, screen_height=height, theme=theme) for theme in (WARM, HIGH_CONTRAST))
        assert warm.boxes == contrast.boxes
        assert warm.hits == contrast.hits


def test_badges_that_do_not_fit_go_to_the_next_line() -> None:
    layout = lay_out_panel(LONG, screen_height=1080, theme=WARM.with_large_text())
    words = {badge.text for badge in LONG.badges}
    chips = [box for box in layout.boxes if isinstance(box, TextBox) and box.text in words]
    assert [box.text for box in chips] == [badge.text for badge in LONG.badges]
    shapes = [box for box in layout.boxes if isinstance(box, ShapeBox)]
    assert all(box.x + box.width <= layout.width for box in shapes)
