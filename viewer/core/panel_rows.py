"""The body of a panel: facts and priced items as rows that no page cuts."""

from dataclasses import dataclass, replace

from viewer.core.lettering import Weight
from viewer.core.panel import PanelContent, PanelItem
from viewer.core.panel_boxes import Box, Ink, PictureBox
from viewer.core.panel_pen import PADDING, Pen


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Boxes at their place below y = 0; `binds` rows stay on one page with the row that follows."""

    height: int
    boxes: tuple[Box, ...]
    binds: bool = False


def panel_rows(pen: Pen, content: PanelContent, width: int) -> list[Row]:
    rows = [_fact_row(pen, fact.label, fact.text, width) for fact in content.facts]
    for section in content.sections:
        rows.append(_title_row(pen, section.title, is_first=not rows))
        rows += [_item_row(pen, item, width) for item in section.items]
    return [*rows, _footnote_row(pen, content.footnote, width)]


def _footnote_row(pen: Pen, text: str, width: int) -> Row:
    left, step = pen.px(PADDING), round(pen.text(19) * 1.4)
    lines = pen.lines(text, Weight.REGULAR, 19, width - 2 * left, 2)
    boxes = [pen.line(left, pen.px(14) + i * step, line, Weight.REGULAR, 19, Ink.SOFT) for i, line in enumerate(lines)]
    return Row(height=pen.px(14) + step * len(lines), boxes=tuple(boxes))


def _fact_row(pen: Pen, label: str, text: str, width: int) -> Row:
    left = pen.px(PADDING)
    value = left + max(pen.px(120), pen.width("영업시간", Weight.SEMIBOLD, 21) + pen.px(24))
    lines = pen.lines(text, Weight.REGULAR, 23, width - value - left, 5)
    step = round(pen.text(23) * 1.45)
    boxes: list[Box] = [pen.line(left, pen.px(3), label, Weight.SEMIBOLD, 21, Ink.SOFT)]
    boxes += [pen.line(value, i * step, line, Weight.REGULAR, 23, Ink.INK) for i, line in enumerate(lines)]
    return Row(height=step * max(len(lines), 1) + pen.px(12), boxes=tuple(boxes))


def _title_row(pen: Pen, title: str, *, is_first: bool) -> Row:
    above = 0 if is_first else pen.px(22)
    line = pen.line(pen.px(PADDING), above, title, Weight.BLACK, 26, Ink.ACCENT)
    return Row(height=above + round(pen.text(26) * 1.3) + pen.px(10), boxes=(line,), binds=True)


def _item_row(pen: Pen, item: PanelItem, width: int) -> Row:
    left, right = pen.px(PADDING), width - pen.px(PADDING)
    boxes: list[Box] = []
    thumb = pen.px(92) if item.picture else 0
    if thumb:
        boxes.append(
            PictureBox(x=left, y=pen.px(6), width=thumb, height=thumb, radius=pen.px(14), picture=item.picture)
        )
    name_left = left + (thumb + pen.px(20) if thumb else 0)
    price_width = pen.width(item.price, Weight.SEMIBOLD, 25)
    chip_width = pen.width("대표", Weight.SEMIBOLD, 17) + pen.text(17) + pen.px(10) if item.is_signature else 0
    names = pen.lines(item.name, Weight.SEMIBOLD, 25, right - price_width - pen.px(24) - name_left - chip_width, 2)
    notes = pen.lines(item.note, Weight.REGULAR, 20, right - name_left - (pen.px(40) if thumb else 0), 2)
    name_step, note_step = round(pen.text(25) * 1.32), round(pen.text(20) * 1.4)
    words = name_step * len(names) + note_step * len(notes)
    y = pen.px(8) + max(0, (thumb - words) // 2 - pen.px(4))
    price_ink = Ink.SOFT if item.price == "가격 문의" else Ink.INK
    price = pen.line(right, y, item.price, Weight.SEMIBOLD, 25, price_ink)
    boxes.append(replace(price, is_right_aligned=True))
    for number, name in enumerate(names):
        boxes.append(pen.line(name_left, y, name, Weight.SEMIBOLD, 25, Ink.INK))
        if item.is_signature and number == 0:
            end = name_left + pen.width(name, Weight.SEMIBOLD, 25) + pen.px(10)
            chip, _ = pen.chip(end, y + pen.px(1), "대표", 17, Ink.ACCENT, Ink.ON_ACCENT)
            boxes += chip
        y += name_step
    for note in notes:
        boxes.append(pen.line(name_left, y, note, Weight.REGULAR, 20, Ink.SOFT))
        y += note_step
    return Row(height=max(y + pen.px(8), thumb + pen.px(16)), boxes=tuple(boxes))


def pages_of(rows: list[Row], *, first: int, last: int) -> list[list[Box]]:
    """Fill pages from y = first to y = last; a row taller than a page has one of its own."""
    pages: list[list[Box]] = [[]]
    y, number = first, 0
    while number < len(rows):
        group = [rows[number]]
        while group[-1].binds and number + len(group) < len(rows):
            group.append(rows[number + len(group)])
        height = sum(row.height for row in group)
        if y + height > last and y > first:
            pages.append([])
            y = first
        for row in group:
            pages[-1] += [replace(box, y=box.y + y) for box in row.boxes]
            y += row.height
        number += len(group)
    return pages
