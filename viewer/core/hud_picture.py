"""The few words over the street: the store one looks at, and which keys do what."""

from PIL import Image, ImageDraw

from viewer.core.lettering import Weight, font
from viewer.core.light_choice import LightChoice
from viewer.core.panel import storey_text
from viewer.core.panel_picture import SMOOTHING
from viewer.core.places import StorePlace
from viewer.core.theme import Colour

GLASS: Colour = (24, 22, 20, 205)
WHITE: Colour = (255, 255, 255, 255)
PALE: Colour = (226, 218, 208, 255)
HELP = "W A S D 걷기 · 마우스로 끌어 둘러보기 · 가게를 누르면 가게 정보"
LIGHT_WORDS = {
    LightChoice.NOW: "지금 시각의 거리입니다",
    LightChoice.DAY: "낮의 거리입니다",
    LightChoice.EVENING: "저녁의 거리입니다",
    LightChoice.NIGHT: "밤의 거리입니다",
}
LIGHT_NAMES = {LightChoice.NOW: "지금", LightChoice.DAY: "낮", LightChoice.EVENING: "저녁", LightChoice.NIGHT: "밤"}
KEYBOARD_HELP = "Tab 다음 가게 · Enter 가게 정보 · M 지도 · L 낮·저녁·밤 · Esc 나가기"


def draw_store_label(store: StorePlace, *, category_label: str, screen_height: int) -> Image.Image:
    """The name of a store and what it is, RGBA."""
    detail = " · ".join(part for part in (category_label, storey_text(store.storey, store.unit)) if part)
    return draw_lines(((store.name, Weight.SEMIBOLD, 30, WHITE), (detail, Weight.REGULAR, 21, PALE)), screen_height)


def draw_help(*, screen_height: int) -> Image.Image:
    return draw_lines(((HELP, Weight.REGULAR, 21, WHITE), (KEYBOARD_HELP, Weight.REGULAR, 18, PALE)), screen_height)


def draw_light_words(choice: LightChoice, *, screen_height: int) -> Image.Image:
    """In which light one sees the street from now on, for a moment after it was chosen."""
    lines = (
        (LIGHT_WORDS[choice], Weight.SEMIBOLD, 27, WHITE),
        (f"L {LIGHT_NAMES[choice.next]}으로 바꾸기", Weight.REGULAR, 19, PALE),
    )
    return draw_lines(lines, screen_height)


def draw_waiting(district: str, *, screen_height: int) -> Image.Image:
    lines = (
        (district, Weight.SEMIBOLD, 34, WHITE),
        ("거리를 불러오는 중입니다", Weight.REGULAR, 22, PALE),
    )
    return draw_lines(lines, screen_height)


def draw_no_answer(address: str, *, seconds: int, screen_height: int) -> Image.Image:
    """While a server does not answer yet; `seconds` since the wait began, so that one sees that it goes on."""
    lines = (
        ("서버가 켜지기를 기다리고 있습니다", Weight.SEMIBOLD, 34, WHITE),
        (address, Weight.REGULAR, 22, PALE),
        (f"{seconds}초째 다시 연결하는 중 · Esc 나가기", Weight.REGULAR, 22, PALE),
    )
    return draw_lines(lines, screen_height)


def draw_quit_question(*, screen_height: int) -> Image.Image:
    lines = (
        ("산책을 마칠까요?", Weight.SEMIBOLD, 34, WHITE),
        ("Enter 마치기 · Esc 계속 걷기", Weight.REGULAR, 22, PALE),
    )
    return draw_lines(lines, screen_height)


def draw_lines(lines: tuple[tuple[str, Weight, int, Colour], ...], screen_height: int) -> Image.Image:
    """Centred lines (text, weight, size at 1080, colour) on a dark pill."""
    scale = screen_height / 1080
    faces = [font(weight, max(9, round(size * scale))) for _, weight, size, _ in lines]
    widths = [face.getlength(text) for face, (text, *_) in zip(faces, lines, strict=True)]
    steps = [round(face.size * 1.42) for face in faces]
    across, upright = round(30 * scale), round(15 * scale)
    size = (round(max(widths)) + 2 * across, sum(steps) + 2 * upright)
    mask = Image.new("L", (size[0] * SMOOTHING, size[1] * SMOOTHING), 0)
    ImageDraw.Draw(mask).rounded_rectangle(
        (0, 0, mask.width - 1, mask.height - 1), round(22 * scale) * SMOOTHING, fill=GLASS[3]
    )
    picture = Image.new("RGBA", size, (*GLASS[:3], 0))
    picture.putalpha(mask.resize(size, Image.Resampling.BOX))
    draw, y = ImageDraw.Draw(picture), upright
    words = Image.new("RGBA", size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(words)
    for (text, _, _, colour), face, step in zip(lines, faces, steps, strict=True):
        draw.text((size[0] / 2, y + step / 2), text, font=face, fill=colour, anchor="mm")
        y += step
    return Image.alpha_composite(picture, words)
