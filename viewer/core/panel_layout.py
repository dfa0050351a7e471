"""A panel's words as boxes on pages, with what can be pressed and in which order."""

from viewer.core.lettering import Measure, Weight, width_in_font
from viewer.core.panel import Badge, PanelContent, Tone
from viewer.core.panel_boxes import Box, HitArea, Ink, PanelAction, PanelLayout, ShapeBox, TextBox
from viewer.core.panel_pen import PADDING, TOUCH_TARGET, Pen
from viewer.core.panel_rows import pages_of, panel_rows
from viewer.core.theme import Theme

CARD_WIDTH = 700


def lay_out_panel(
    content: PanelContent,
    *,
    screen_height: int,
    theme: Theme,
    page: int = 0,
    measure: Measure = width_in_font,
) -> PanelLayout:
    """Lay one page out for a screen of a given height; a page past the last one is the last one.

    Rows are never cut: what does not fit goes to the next page, and no section's title stands alone at a page's foot.
    """
    pen = Pen(scale=screen_height / 1080, theme=theme, measure=measure)
    width, tallest = pen.px(CARD_WIDTH), screen_height - 2 * pen.px(36)
    head, head_end = _header(pen, content, width)
    rows = panel_rows(pen, content, width)
    bottom = pen.px(PADDING) + pen.text(19) // 2
    height = head_end + sum(row.height for row in rows) + bottom
    if height <= tallest:
        (body,) = pages_of(rows, first=head_end, last=height)
        return PanelLayout(
            width=width, height=height, page=0, pages=1, boxes=(*head, *body), hits=(_close_area(pen, width),)
        )
    pager_top = tallest - pen.px(PADDING // 2) - pen.px(TOUCH_TARGET)
    pages = pages_of(rows, first=head_end, last=pager_top - pen.px(16))
    page = max(0, min(page, len(pages) - 1))
    pager, hits = _pager(pen, width, pager_top, page, len(pages))
    return PanelLayout(
        width=width,
        height=tallest,
        page=page,
        pages=len(pages),
        boxes=(*head, *pages[page], *pager),
        hits=(_close_area(pen, width), *hits),
    )


_TONES = {
    Tone.CALM: (Ink.CHIP, Ink.CHIP_INK),
    Tone.NOTICE: (Ink.NOTICE, Ink.NOTICE_INK),
    Tone.ALARM: (Ink.ALARM, Ink.ALARM_INK),
}


def _close_area(pen: Pen, width: int) -> HitArea:
    side = pen.px(TOUCH_TARGET)
    return HitArea(action=PanelAction.CLOSE, x=width - side - pen.px(12), y=pen.px(12), width=side, height=side)


def _header(pen: Pen, content: PanelContent, width: int) -> tuple[list[Box], int]:
    left, y = pen.px(PADDING), pen.px(PADDING)
    inner = width - 2 * left - pen.px(TOUCH_TARGET - 20)
    boxes: list[Box] = []
    for line in pen.lines(content.title, Weight.BLACK, 44, inner, 2):
        boxes.append(pen.line(left, y, line, Weight.BLACK, 44, Ink.INK))
        y += round(pen.text(44) * 1.22)
    y += pen.px(6)
    for line in pen.lines(content.subtitle, Weight.SEMIBOLD, 24, inner, 2):
        boxes.append(pen.line(left, y, line, Weight.SEMIBOLD, 24, Ink.SOFT))
        y += round(pen.text(24) * 1.4)
    y += pen.px(14)
    x = left
    for badge in content.badges:
        chip, x, y = _placed_badge(pen, badge, x, y, left, width - left)
        boxes += chip
        x += pen.px(10)
    if content.badges:
        y += round(pen.text(20) * 1.75) + pen.px(18)
    centre_x, centre_y = width - pen.px(12) - pen.px(TOUCH_TARGET) // 2, pen.px(12) + pen.px(TOUCH_TARGET) // 2
    disc = pen.px(56)
    boxes.append(
        ShapeBox(
            x=centre_x - disc // 2, y=centre_y - disc // 2, width=disc, height=disc, radius=disc // 2, ink=Ink.CHIP
        )
    )
    cross = round(pen.measure("×", weight=Weight.SEMIBOLD, size_pixels=pen.px(38)))
    boxes.append(
        TextBox(
            x=centre_x - cross // 2,
            y=centre_y - pen.px(20),
            text="×",
            weight=Weight.SEMIBOLD,
            size_pixels=pen.px(38),
            ink=Ink.CHIP_INK,
        )
    )
    boxes.append(ShapeBox(x=left, y=y, width=width - 2 * left, height=max(1, pen.px(2)), radius=0, ink=Ink.LINE))
    return boxes, y + pen.px(24)


def _placed_badge(pen: Pen, badge: Badge, x: int, y: int, left: int, right: int) -> tuple[list[Box], int, int]:
    """A badge after the one before it, or below where the line is full."""
    fill, ink = _TONES[badge.tone]
    boxes, end = pen.chip(x, y, badge.text, 20, fill, ink)
    if end > right and x > left:
        y += round(pen.text(20) * 2.1)
        boxes, end = pen.chip(left, y, badge.text, 20, fill, ink)
    return boxes, end, y


def _pager(pen: Pen, width: int, top: int, page: int, pages: int) -> tuple[list[Box], list[HitArea]]:
    left, side = pen.px(PADDING), pen.px(TOUCH_TARGET)
    button = (width - 2 * left - pen.px(140)) // 2
    size = min(pen.text(24), pen.px(30))
    boxes: list[Box] = []
    hits: list[HitArea] = []

    def add(action: PanelAction, word: str, x: int, fill: Ink, ink: Ink) -> None:
        boxes.append(ShapeBox(x=x, y=top, width=button, height=side, radius=pen.px(22), ink=fill))
        word_width = round(pen.measure(word, weight=Weight.SEMIBOLD, size_pixels=size))
        boxes.append(
            TextBox(
                x=x + (button - word_width) // 2,
                y=top + (side - size) // 2,
                text=word,
                weight=Weight.SEMIBOLD,
                size_pixels=size,
                ink=ink,
            )
        )
        hits.append(HitArea(action=action, x=x, y=top, width=button, height=side))

    if page > 0:
        add(PanelAction.PREVIOUS_PAGE, "이전", left, Ink.CHIP, Ink.CHIP_INK)
    if page < pages - 1:
        add(PanelAction.NEXT_PAGE, "다음", width - left - button, Ink.ACCENT, Ink.ON_ACCENT)
    number = f"{page + 1} / {pages}"
    number_width = round(pen.measure(number, weight=Weight.SEMIBOLD, size_pixels=size))
    boxes.append(
        TextBox(
            x=(width - number_width) // 2,
            y=top + (side - size) // 2,
            text=number,
            weight=Weight.SEMIBOLD,
            size_pixels=size,
            ink=Ink.SOFT,
        )
    )
    return boxes, hits
