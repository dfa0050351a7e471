"""How each category of store dresses its front: one row a category, several palettes to choose from by seed."""

from dataclasses import dataclass
from enum import StrEnum

from district_builder.domain.categories import Category
from district_builder.geometry.coats import Tint

C = Category


NEUTRAL, COOL, WARM, AMBER = (1.0, 0.96, 0.86), (0.9, 0.96, 1.0), (1.0, 0.84, 0.6), (0.95, 0.64, 0.34)
COLD, VIOLET, SCREENS, BAIZE = (0.82, 0.86, 1.0), (0.66, 0.34, 0.86), (0.34, 0.44, 0.78), (0.72, 0.9, 0.66)
"""What lamps look like through a window, linear: of offices and pubs, machines, song rooms, games and green cloth."""


class SignKind(StrEnum):
    CHANNEL = "channel"  # letters standing off a plain board
    LIGHT_BOX = "light_box"  # a printed, lit face
    BARE = "bare"  # letters straight on the wall band


class DoorKind(StrEnum):
    SINGLE = "single"
    DOUBLE = "double"
    SLIDING = "sliding"
    OPEN = "open"  # shutters up, goods out


@dataclass(frozen=True, slots=True)
class Palette:
    """sRGB codes. `awning` is empty, one cloth, or two for stripes."""

    board: str
    letter: str
    wall: str
    frame: str
    awning: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FrontStyle:
    """`walls` name surfaces of stages/surfaces.py; `outside` and `interior` name recipes of the same-named modules.

    `lamps` are the linear colour that rooms above have after dark; `has_lamps` hangs some over the board.
    """

    sign: SignKind
    door: DoorKind
    sill_metres: float
    font: str
    walls: tuple[str, ...]
    palettes: tuple[Palette, ...]
    interior: str
    vinyl: tuple[str, ...] = ()
    blade: str = ""
    outside: tuple[str, ...] = ()
    has_lamps: bool = False
    lamps: Tint = NEUTRAL


BOLD, SEMI, ROUND, TALL, SERIF, PEN = (
    "Pretendard-Black.otf",
    "Pretendard-SemiBold.otf",
    "Jua.ttf",
    "BlackHanSans.ttf",
    "NanumMyeongjo-ExtraBold.ttf",
    "DoHyeon.ttf",
)
P = Palette

_COFFEE = (
    P("#2a2320", "#f3e6cf", "#5a3a30", "#1b1a19", ("#2c4a3c",)),
    P("#ece5d8", "#3a2d24", "#cfc6b6", "#2a2622", ("#b98d5a", "#f6efe2")),
    P("#31443e", "#f2ead8", "#e7e2d8", "#22302c"),
    P("#c9b79c", "#2e2621", "#8b6a52", "#3a2e26"),
)
_FOOD = (
    P("#c8261e", "#ffe95c", "#e3d3b6", "#8f9194", ("#d23c2a", "#f8f2e6")),
    P("#f2b420", "#3a1c10", "#e8ddc8", "#6d6f72", ("#f2b420", "#fff6e0")),
    P("#7a2418", "#fff0d4", "#a9634a", "#5b4a40", ("#7a2418",)),
    P("#1f3b63", "#ffffff", "#c9c4ba", "#888c90"),
    P("#f4efe4", "#b3261e", "#9c5642", "#4c3a30"),
)
_CLEAN = (
    P("#f7f7f4", "#147a42", "#e6e8e6", "#c9cccf"),
    P("#147a42", "#ffffff", "#e9ebe9", "#c9cccf"),
    P("#f4f6f8", "#1c57a5", "#dfe3e6", "#b9bdc2"),
    P("#1c57a5", "#ffffff", "#d4d8dc", "#9ea3a8"),
)
_BEAUTY = (
    P("#f4f0f0", "#c8466f", "#eae6e2", "#e9e7e4"),
    P("#3a3236", "#f2d7c9", "#d9cfc6", "#2c2629"),
    P("#d9c7d6", "#4a2f46", "#f0eae6", "#cfc8c4"),
)
_STUDY = (
    P("#1d3a78", "#ffffff", "#d5d2ca", "#9a9da1"),
    P("#f0b818", "#1e2a44", "#dcd8ce", "#8c8f93"),
    P("#0f6b5c", "#ffffff", "#d9d6ce", "#9a9da1"),
    P("#c62f2a", "#ffffff", "#d2cec6", "#8c8f93"),
)
_CALM = (
    P("#2c3a52", "#ecd090", "#3a4a60", "#26303e"),
    P("#5f7a5c", "#faf5e6", "#8aa086", "#4c5f4a", ("#f2efe2", "#86a384")),
    P("#efe9dc", "#443a30", "#b9a78e", "#5a4c3e"),
    P("#7c4a36", "#f6e9d6", "#c9b39c", "#4a2f24", ("#7c4a36",)),
)
_NIGHT = (
    P("#2a1748", "#ffd84a", "#6c6470", "#3a363e"),
    P("#101820", "#ff5a8a", "#5c5a5e", "#2a2a2c"),
    P("#8c1c2c", "#ffe9b8", "#7a5a4c", "#3a2a26"),
    P("#0e3a4c", "#7cf0e0", "#5e686c", "#2c3234"),
)
_MARKET = (
    P("#1c7a3a", "#ffffff", "#cfcac0", "#8a8e92", ("#1e8240", "#faf8f0")),
    P("#1a4fa0", "#ffffff", "#d6d8da", "#a4a8ac"),
    P("#e8641c", "#ffffff", "#d8d2c8", "#909498", ("#e8641c", "#fff6ea")),
)

STYLES: dict[C, FrontStyle] = {
    C.CAFE: FrontStyle(SignKind.CHANNEL, DoorKind.SINGLE, 0.45, ROUND, ("brick", "wood", "stucco"), _COFFEE, "cafe",
                       ("espresso · dessert", "직접 볶은 커피", "COFFEE & CAKE"), "COFFEE", ("terrace", "plants", "board"), True, lamps=WARM),
    C.BAKERY: FrontStyle(SignKind.CHANNEL, DoorKind.SINGLE, 0.6, SERIF, ("wood", "stucco"), _COFFEE, "bakery",
                         ("갓 구운 빵", "천연발효 · 식빵 · 크루아상"), "BAKERY", ("plants", "board"), True, lamps=WARM),
    C.KOREAN: FrontStyle(SignKind.LIGHT_BOX, DoorKind.SLIDING, 0.8, TALL, ("brick", "wood", "mosaic"), _FOOD, "diner",
                         ("백반 · 정식", "찌개 · 전골 · 볶음"), "식당", ("plants", "crates"), lamps=WARM),
    C.SNACK: FrontStyle(SignKind.LIGHT_BOX, DoorKind.SLIDING, 0.85, ROUND, ("mosaic", "stucco"), _FOOD[:2], "diner",
                        ("떡볶이 · 김밥 · 라면", "김밥 · 튀김 · 순대"), "분식", ("board",), lamps=WARM),
    C.CHINESE: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.7, SERIF, ("brick", "granite"), (_FOOD[0], _FOOD[2]), "diner",
                          ("짜장 · 짬뽕 · 탕수육",), "중화", ("plants",), lamps=WARM),
    C.JAPANESE: FrontStyle(SignKind.CHANNEL, DoorKind.SLIDING, 0.6, SERIF, ("wood",), (_CALM[0], _CALM[2], _CALM[3]), "diner",
                           ("라멘 · 돈부리", "초밥 · 우동"), "라멘", ("plants", "board"), True, lamps=AMBER),
    C.WESTERN: FrontStyle(SignKind.CHANNEL, DoorKind.DOUBLE, 0.5, SEMI, ("brick", "stucco"), _COFFEE, "cafe",
                          ("PASTA · STEAK", "브런치 · 파스타"), "BISTRO", ("terrace", "plants", "board"), True, lamps=AMBER),
    C.CHICKEN: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.5, TALL, ("granite", "mosaic"), _FOOD[:3], "diner",
                          ("후라이드 · 양념",), "치킨", ("board",), lamps=WARM),
    C.PIZZA: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.4, TALL, ("granite", "stucco"), _FOOD[:2], "diner",
                        ("피자 · 파스타 · 포장",), "PIZZA", ("board",), lamps=WARM),
    C.FAST_FOOD: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.2, TALL, ("granite", "cladding"), _FOOD[:2], "diner",
                            ("버거 · 샌드위치",), "BURGER", ("board",)),
    C.PUB: FrontStyle(SignKind.CHANNEL, DoorKind.SINGLE, 0.8, TALL, ("brick", "wood"), (_NIGHT[2], _FOOD[2], _CALM[3]), "pub",
                      ("생맥주 · 안주", "BEER & WINE"), "호프", ("crates", "board"), True, lamps=AMBER),
    C.CONVENIENCE: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.0, BOLD, ("cladding",), (_MARKET[1], _MARKET[2], _CLEAN[1]),
                              "shelves", ("음료 · 간식 · 생활용품",), "편의점", ("freezer",)),
    C.SUPERMARKET: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.0, BOLD, ("cladding", "granite"), _MARKET, "shelves",
                              ("신선식품 · 생활용품",), "마트", ("fruit", "crates")),
    C.GROCERY: FrontStyle(SignKind.LIGHT_BOX, DoorKind.OPEN, 0.0, TALL, ("stucco", "mosaic"), (_MARKET[0], _MARKET[2]), "shelves",
                          (), "청과", ("fruit", "fruit")),
    C.PHARMACY: FrontStyle(SignKind.CHANNEL, DoorKind.DOUBLE, 0.0, BOLD, ("mosaic", "cladding"), _CLEAN, "shelves",
                           ("처방조제 · 건강상담", "처방전 접수"), "약", (), lamps=COOL),
    C.OPTICIAN: FrontStyle(SignKind.CHANNEL, DoorKind.DOUBLE, 0.3, BOLD, ("granite", "cladding"), (_CLEAN[3], _CALM[0]), "display",
                           ("시력검사 · 누진렌즈",), "안경", ()),
    C.HAIR: FrontStyle(SignKind.CHANNEL, DoorKind.DOUBLE, 0.0, ROUND, ("stucco", "mosaic"), _BEAUTY, "salon",
                       ("CUT · PERM · COLOR",), "HAIR", ("plants",)),
    C.NAIL: FrontStyle(SignKind.CHANNEL, DoorKind.SINGLE, 0.3, ROUND, ("stucco",), _BEAUTY, "salon",
                       ("NAIL · 속눈썹",), "NAIL", ("plants",)),
    C.LAUNDRY: FrontStyle(SignKind.LIGHT_BOX, DoorKind.SLIDING, 0.5, BOLD, ("mosaic", "stucco"), _CLEAN[2:], "racks",
                          ("드라이 · 수선 · 운동화",), "세탁", ()),
    C.FLORIST: FrontStyle(SignKind.BARE, DoorKind.SINGLE, 0.35, SERIF, ("wood",), (_CALM[1], _CALM[2]), "flowers",
                          ("꽃다발 · 화분 · 꽃바구니",), "", ("flowers", "flowers"), True, lamps=WARM),
    C.BOOKS: FrontStyle(SignKind.BARE, DoorKind.SINGLE, 0.5, SERIF, ("wood",), (_CALM[0], _CALM[3]), "books",
                        ("새책 · 헌책 · 북토크",), "책", ("board", "plants"), True, lamps=WARM),
    C.STATIONERY: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.4, ROUND, ("stucco", "mosaic"), (_STUDY[1], _MARKET[2]), "shelves",
                             ("문구 · 완구 · 팬시",), "문구", ("crates",)),
    C.ART_SUPPLY: FrontStyle(SignKind.CHANNEL, DoorKind.DOUBLE, 0.3, BOLD, ("brick", "granite"), (_CALM[0], _CALM[2], _STUDY[2]),
                             "shelves", ("물감 · 캔버스 · 액자", "화구 · 제도용품"), "화방", ("board",)),
    C.CLOTHING: FrontStyle(SignKind.BARE, DoorKind.DOUBLE, 0.0, SEMI, ("stucco", "granite"), (_COFFEE[1], _BEAUTY[1], _CALM[2]), "racks",
                           ("NEW ARRIVAL",), "", ("plants",)),
    C.COSMETICS: FrontStyle(SignKind.CHANNEL, DoorKind.DOUBLE, 0.0, ROUND, ("cladding", "stucco"), _BEAUTY, "display",
                            ("스킨케어 · 향수",), "", ()),
    C.PHONE: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.0, BOLD, ("cladding",), (_STUDY[3], _MARKET[1], _STUDY[0]), "display",
                        ("번호이동 · 기기변경",), "폰", ("board",)),
    C.HARDWARE: FrontStyle(SignKind.LIGHT_BOX, DoorKind.OPEN, 0.0, TALL, ("stucco", "mosaic"), (_MARKET[2], _STUDY[0]), "shelves",
                           (), "철물", ("crates", "crates")),
    C.PRINT: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.4, BOLD, ("mosaic", "granite"), (_STUDY[1], _STUDY[0], _STUDY[3]), "desks",
                        ("출력 · 제본 · 코팅", "대형출력 · 명함"), "출력", ("board",), lamps=COOL),
    C.ACADEMY: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.4, BOLD, ("granite", "mosaic"), _STUDY, "desks",
                          ("입시미술 · 소묘 · 수채화", "수학 · 영어", "피아노 · 기타"), "학원", lamps=COOL),
    C.CLINIC: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.2, BOLD, ("granite", "cladding"), _CLEAN, "counter",
                         ("진료과목 내과 · 소아과", "예방접종 · 건강검진"), "의원", lamps=COOL),
    C.DENTIST: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.2, BOLD, ("granite", "cladding"), _CLEAN[2:], "counter",
                          ("임플란트 · 교정",), "치과", lamps=COOL),
    C.ORIENTAL_CLINIC: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.2, SERIF, ("granite",), (_CALM[3], _STUDY[2]), "counter",
                                  ("침 · 뜸 · 추나",), "한의원"),
    C.VET: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.2, ROUND, ("cladding", "mosaic"), (_CLEAN[1], _MARKET[2]), "counter",
                      ("진료 · 미용 · 용품",), "동물", lamps=COOL),
    C.GYM: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.2, TALL, ("granite",), (_NIGHT[1], _STUDY[3], _STUDY[1]), "desks",
                      ("PT · 필라테스 · 요가",), "GYM", lamps=COLD),
    C.KARAOKE: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.4, TALL, ("granite", "brick"), _NIGHT, "counter",
                          ("코인 · 최신기기",), "노래", lamps=VIOLET),
    C.PC_ROOM: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.4, TALL, ("granite",), (_NIGHT[3], _NIGHT[1]), "desks",
                          ("PC · 게임",), "PC", lamps=SCREENS),
    C.BILLIARDS: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.4, TALL, ("granite",), (_MARKET[0], _STUDY[0]), "desks",
                            ("국제식 대대",), "당구", lamps=BAIZE),
    C.BATHHOUSE: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.4, TALL, ("mosaic",), (_CLEAN[3], _STUDY[3]), "counter",
                            ("불가마 · 찜질방",), "사우나"),
    C.REAL_ESTATE: FrontStyle(SignKind.LIGHT_BOX, DoorKind.SINGLE, 0.5, BOLD, ("mosaic", "stucco"), (_STUDY[0], _STUDY[3], _STUDY[1]), "desks",
                              ("전·월세 · 상가 · 매매",), "부동산"),
    C.BANK: FrontStyle(SignKind.CHANNEL, DoorKind.DOUBLE, 0.0, BOLD, ("granite",), (_CLEAN[3], _STUDY[2]), "counter",
                       ("자동화코너",), "은행"),
    C.OFFICE: FrontStyle(SignKind.LIGHT_BOX, DoorKind.SINGLE, 0.5, SEMI, ("granite", "stucco"), (_STUDY[0], _CLEAN[2], _CALM[2]), "desks", lamps=COOL),
    C.WORKSHOP: FrontStyle(SignKind.BARE, DoorKind.SINGLE, 0.4, SERIF, ("wood", "brick"), _CALM, "shelves",
                           ("원데이 클래스", "수업 · 작업 · 전시"), "공방", ("plants", "board"), True),
    C.PHOTO_STUDIO: FrontStyle(SignKind.CHANNEL, DoorKind.SINGLE, 0.4, SERIF, ("brick", "stucco"), (_CALM[0], _COFFEE[1]), "display",
                               ("증명 · 프로필 · 필름현상",), "사진", ("board",), True),
    C.LODGING: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.3, SERIF, ("granite",), (_NIGHT[2], _CALM[0]), "counter", (), "HOTEL", lamps=AMBER),
    C.SCHOOL: FrontStyle(SignKind.BARE, DoorKind.DOUBLE, 0.4, BOLD, ("brick",), (_CALM[0], _STUDY[2]), "desks", lamps=COOL),
    C.OTHER: FrontStyle(SignKind.LIGHT_BOX, DoorKind.DOUBLE, 0.5, BOLD, ("mosaic", "stucco", "brick"), (*_FOOD[2:], *_STUDY), "desks"),
}  # fmt: skip
