"""A panel's boxes, hit areas and pages, at any size of screen and text."""

import io
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from viewer.core.lettering import Weight, broken_lines, width_in_font
from viewer.core.panel import Badge, PanelContent, PanelFact, PanelItem, PanelSection, Tone
from viewer.core.panel_boxes import Box, PanelAction, PanelLayout, PictureBox, ShapeBox, TextBox
from viewer.core.panel_layout import lay_out_panel
from viewer.core.panel_picture import draw_panel, shadow_margin
from viewer.core.theme import HIGH_CONTRAST, WARM, Colour, Theme


def even(text: str, *, weight: Weight, size_pixels: int) -> float:
    """Every letter as wide as it is high."""
    return len(text) * size_pixels


def content(items: int, *, facts: int = 2) -> PanelContent:
    return PanelContent(
        title="별다방 계원대점",
        subtitle="카페 · 2층 201호",
        badges=(Badge(text="예시 가게", tone=Tone.NOTICE),),
        facts=tuple(PanelFact(label="주소", text=f"계원대학로 {n}길, 아주 긴 주소가 이어집니다") for n in range(facts)),
        sections=tuple(
            PanelSection(
                title=f"차림 {n // 5}",
                items=tuple(
                    PanelItem(name=f"메뉴 {m}", price="6,500원", picture="p") for m in range(n, min(n + 5, items))
                ),
            )
            for n in range(0, items, 5)
        ),
        footnote="확인해 주세요.",
    )


def extent(box: Box) -> tuple[float, float, float, float]:
    if isinstance(box, TextBox):
        width = even(box.text, weight=box.weight, size_pixels=box.size_pixels)
        left = box.x - width if box.is_right_aligned else box.x
        return left, box.y, left + width, box.y + box.size_pixels
    return box.x, box.y, box.x + box.width, box.y + box.height


def texts(layout: PanelLayout) -> list[str]:
    return [box.text for box in layout.boxes if isinstance(box, TextBox)]


@given(items=st.integers(0, 40), height=st.sampled_from([600, 720, 1080, 2160]), large=st.booleans())
@settings(max_examples=40, deadline=None)
def test_every_item_stands_on_exactly_one_page_inside_the_card(items: int, height: int, large: bool) -> None:
    theme = WARM.with_large_text() if large else WARM
    found: list[str] = []
    page, pages = 0, 1
    while page < pages:
        layout = lay_out_panel(content(items), screen_height=height, theme=theme, page=page)
        pages = layout.pages
        found += [text for text in texts(layout) if text.startswith("메뉴 ")]
        for box in layout.boxes:
            _, top, _, bottom = extent(box)
            assert top >= 0
            assert bottom <= layout.height
        page += 1
    assert found == [f"메뉴 {n}" for n in range(items)]


@given(items=st.integers(6, 40), height=st.sampled_from([720, 1080]))
@settings(max_examples=25, deadline=None)
def test_no_sections_title_stands_alone_at_a_pages_foot(items: int, height: int) -> None:
    for page in range(lay_out_panel(content(items), screen_height=height, theme=WARM).pages):
        words = texts(lay_out_panel(content(items), screen_height=height, theme=WARM, page=page))
        titles = [n for n, word in enumerate(words) if word.startswith("차림")]
        for n in titles:
            assert any(word.startswith("메뉴") for word in words[n:])


def test_rows_do_not_overlap() -> None:
    layout = lay_out_panel(content(5), screen_height=1080, theme=WARM, measure=even)
    rows = sorted(extent(box) for box in layout.boxes if isinstance(box, PictureBox))
    for above, below in itertools.pairwise(rows):
        assert above[3] <= below[1]


def test_prices_end_at_one_edge() -> None:
    layout = lay_out_panel(content(8), screen_height=1080, theme=WARM)
    edges = {box.x for box in layout.boxes if isinstance(box, TextBox) and box.is_right_aligned}
    assert len(edges) == 1


def test_what_can_be_pressed_is_large_enough_for_a_finger() -> None:
    layout = lay_out_panel(content(40), screen_height=1080, theme=WARM, page=1)
    assert [hit.action for hit in layout.hits] == [
        PanelAction.CLOSE,
        PanelAction.PREVIOUS_PAGE,
        PanelAction.NEXT_PAGE,
    ]
    assert all(min(hit.width, hit.height) >= 88 for hit in layout.hits)
    for hit in layout.hits:
        assert layout.action_at(hit.x + hit.width / 2, hit.y + hit.height / 2) is hit.action
    assert layout.action_at(1, layout.height / 2) is None


def test_the_first_page_has_no_way_back_and_the_last_none_forward() -> None:
    pages = lay_out_panel(content(40), screen_height=1080, theme=WARM).pages
    first, last = (lay_out_panel(content(40), screen_height=1080, theme=WARM, page=p) for p in (0, pages - 1))
    assert PanelAction.PREVIOUS_PAGE not in [hit.action for hit in first.hits]
    assert PanelAction.NEXT_PAGE not in [hit.action for hit in last.hits]
    assert f"{pages} / {pages}" in texts(last)


def test_a_page_past_the_last_is_the_last() -> None:
    assert lay_out_panel(content(40), screen_height=1080, theme=WARM, page=99).page > 0


def test_a_store_with_little_to_say_has_a_small_card() -> None:
    small = lay_out_panel(content(0), screen_height=1080, theme=WARM)
    assert small.pages == 1
    assert small.height < 700
    assert "확인해 주세요." in texts(small)


def test_the_same_panel_on_a_screen_twice_as_high_is_twice_as_large() -> None:
    one, two = (lay_out_panel(content(3), screen_height=height, theme=WARM) for height in (1080, 2160))
    assert two.width == 2 * one.width
    assert two.height == pytest.approx(2 * one.height, rel=0.02)


@given(text=st.text("가나다라 마바사", max_size=60), width=st.integers(20, 200), most=st.integers(1, 4))
def test_broken_lines_fit_their_width_and_lose_nothing_but_what_the_ellipsis_says(
    text: str, width: int, most: int
) -> None:
    lines = broken_lines(text, width_pixels=width, most_lines=most, weight=Weight.REGULAR, size_pixels=20, measure=even)
    assert len(lines) <= most
    assert all(even(line, weight=Weight.REGULAR, size_pixels=20) <= max(width, 20) for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_real_font_is_wider_in_bold() -> None:
    thin = width_in_font("Menu", weight=Weight.REGULAR, size_pixels=40)
    assert thin < width_in_font("Menu", weight=Weight.BLACK, size_pixels=40)


def png(colour: tuple[int, int, int]) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 32), colour).save(file, "PNG")
    return file.getvalue()


@pytest.mark.parametrize("theme", [WARM, HIGH_CONTRAST, HIGH_CONTRAST.with_large_text()])
def test_a_drawn_panel_has_the_layouts_size_and_a_clear_outside(theme: Theme) -> None:
    layout = lay_out_panel(content(3), screen_height=720, theme=theme)
    picture = draw_panel(layout, theme=theme, pictures={"p": png((10, 200, 30))}, focus=PanelAction.CLOSE)
    margin = shadow_margin(layout)
    assert picture.size == (layout.width + 2 * margin, layout.height + 2 * margin)
    assert picture.getpixel((0, 0))[3] == 0  # type: ignore[index]
    assert picture.getpixel((margin + layout.width // 2, margin + layout.height - 12)) == theme.paper


def test_pictures_of_the_menu_are_drawn_and_a_damaged_one_leaves_a_calm_place() -> None:
    layout = lay_out_panel(content(1), screen_height=720, theme=WARM)
    (box,) = (box for box in layout.boxes if isinstance(box, PictureBox))
    margin = shadow_margin(layout)
    middle = (margin + box.x + box.width // 2, margin + box.y + box.height // 2)
    good = draw_panel(layout, theme=WARM, pictures={"p": png((10, 200, 30))})
    bad = draw_panel(layout, theme=WARM, pictures={"p": b"\xff\xd8\xff no picture"})
    assert good.getpixel(middle) == (10, 200, 30, 255)
    assert bad.getpixel(middle) == WARM.chip


def test_focus_is_drawn_around_what_enter_would_press() -> None:
    layout = lay_out_panel(content(3), screen_height=720, theme=WARM)
    calm = draw_panel(layout, theme=WARM, pictures={})
    focused = draw_panel(layout, theme=WARM, pictures={}, focus=PanelAction.CLOSE)
    hit, margin = layout.hits[0], shadow_margin(layout)
    edge = (margin + hit.x + hit.width // 2, margin + hit.y + 1)
    assert focused.getpixel(edge) == WARM.accent
    assert calm.getpixel(edge) == WARM.paper


def luminance(colour: Colour) -> float:
    linear = [v / 255 / 12.92 if v <= 10 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in colour[:3]]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: Colour, other: Colour) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [WARM, HIGH_CONTRAST])
def test_text_keeps_the_contrast_that_wcag_asks_for(theme: Theme) -> None:
    assert contrast(theme.ink, theme.paper) >= 7
    for ink, ground in (
        (theme.soft_ink, theme.paper),
        (theme.accent, theme.paper),
        (theme.on_accent, theme.accent),
        (theme.chip_ink, theme.chip),
        (theme.notice_ink, theme.notice),
        (theme.alarm_ink, theme.alarm),
    ):
        assert contrast(ink, ground) >= 4.5


def test_shapes_lie_inside_the_card() -> None:
    layout = lay_out_panel(content(30), screen_height=1080, theme=WARM)
    for box in layout.boxes:
        if isinstance(box, ShapeBox | PictureBox):
            left, _, right, _ = extent(box)
            assert left >= 0
            assert right <= layout.width
