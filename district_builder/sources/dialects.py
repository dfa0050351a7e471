"""The table layouts that registers publish, as data: which column means what, and how a layout is recognised."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from district_builder.sources.tables import Row, Table


class Holds(Enum):
    """What a row of a table is."""

    STORE = "store"
    MENU_ITEM = "menu item"
    PRODUCT = "product"
    LIFT = "lift"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """One layout. `columns` gives for each of our words the column names to try, best first.

    A table speaks the dialect when it has all `marks`; a mark may be a choice of names.
    """

    name: str
    holds: Holds
    marks: tuple[frozenset[str], ...]
    columns: Mapping[str, tuple[str, ...]]
    category: str = ""  # what every row is, where no column says it
    publisher: str = ""  # whom to name beside the scene


def _mark(*names: str) -> frozenset[str]:
    return frozenset(names)


_LICENCE_COLUMNS = {
    "key": ("관리번호",),
    "name": ("사업장명",),
    "address": ("도로명전체주소", "도로명주소"),
    "lot_address": ("소재지전체주소", "지번주소"),
    "status": ("영업상태명", "상세영업상태명"),
    "phone": ("전화번호", "소재지전화"),
    "lon": ("경도",),
    "lat": ("위도",),
    "category": ("업태구분명", "개방서비스명"),
    "closed_on": ("폐업일자",),
}

_SURVEY_COLUMNS = {
    "name": ("name",),
    "status": ("status",),
    "address": ("road_address",),
    "lot_address": ("jibun_address",),
    "lon": ("lon",),
    "lat": ("lat",),
}
_METRES_X = ("좌표정보.x.", "좌표정보(x)", "좌표정보(X)", "좌표정보x(epsg5174)")
_METRES_Y = ("좌표정보.y.", "좌표정보(y)", "좌표정보(Y)", "좌표정보y(epsg5174)")
_STORE_NAMES = ("name", "이름", "가게", "가게명", "상호", "상호명")
_REGISTER_NUMBERS = ("상가업소번호", "관리번호")
_STORES_MEANT = ("store", "가게", *_REGISTER_NUMBERS, "가게명", "상호", "상호명", "사업장명")
_MENU_COLUMNS = {
    "store": _STORES_MEANT,
    "section": ("section", "구분"),
    "name": ("item", "메뉴", "메뉴명"),
    "price": ("price", "가격"),
    "description": ("description", "설명"),
    "picture": ("picture", "사진"),
    "signature": ("signature", "대표"),
}
_PRODUCT_COLUMNS = {
    "store": _STORES_MEANT,
    "name": ("name", "상품", "상품명", "이름"),
    "price": ("price", "가격"),
    "maker": ("maker", "제조사"),
    "seen_on": ("seen_on", "조사일", "확인일"),
}

DIALECTS: tuple[Dialect, ...] = (
    Dialect(  # before the registers, whose columns for the store it may borrow
        name="메뉴표",
        holds=Holds.MENU_ITEM,
        marks=(_mark(*_STORES_MEANT), _mark("item", "메뉴", "메뉴명"), _mark("price", "가격")),
        columns=_MENU_COLUMNS,
    ),
    Dialect(
        name="상품표",
        holds=Holds.PRODUCT,
        marks=(_mark(*_STORES_MEANT), _mark("name", "상품", "상품명", "이름"), _mark("price", "가격")),
        columns=_PRODUCT_COLUMNS,
    ),
    Dialect(
        name="상가(상권)정보",
        publisher="소상공인시장진흥공단 상가(상권)정보",
        holds=Holds.STORE,
        marks=(_mark("상가업소번호"), _mark("상호명")),
        columns={
            "key": ("상가업소번호",),
            "name": ("상호명",),
            "branch": ("지점명",),
            "category": ("상권업종소분류명", "상권업종중분류명", "상권업종대분류명", "표준산업분류명"),
            "category_code": ("상권업종소분류코드", "상권업종중분류코드", "상권업종대분류코드"),
            "address": ("도로명주소",),
            "lot_address": ("지번주소",),
            "building": ("건물명",),
            "storey": ("층정보",),
            "unit": ("호정보",),
            "lon": ("경도",),
            "lat": ("위도",),
        },
    ),
    Dialect(
        name="LOCALDATA 인허가",
        publisher="행정안전부 지방행정인허가데이터",
        holds=Holds.STORE,
        marks=(
            _mark("관리번호"),
            _mark("사업장명"),
            _mark("좌표정보.x.", "좌표정보(x)", "좌표정보(X)", "좌표정보x(epsg5174)"),
        ),
        columns=_LICENCE_COLUMNS
        | {
            "lon": _METRES_X,
            "lat": _METRES_Y,
            "category": ("업태구분명", "위생업태명", "개방서비스명"),
            "confirmed_on": ("최종수정시점", "데이터갱신일자"),
        },
    ),
    Dialect(
        name="인허가 축약표",
        publisher="행정안전부 지방행정인허가데이터",
        holds=Holds.STORE,
        marks=(_mark("사업장명"), _mark("도로명전체주소")),
        columns=_LICENCE_COLUMNS,
    ),
    Dialect(
        name="건강보험심사평가원 요양기관",
        publisher="건강보험심사평가원 전국 병의원 및 약국 현황",
        holds=Holds.STORE,
        marks=(_mark("암호화요양기호"), _mark("요양기관명")),
        columns={
            "key": ("암호화요양기호",),
            "name": ("요양기관명",),
            "category": ("종별코드명",),
            "address": ("주소",),
            "phone": ("전화번호",),
            "lon": ("x좌표", "좌표(X)"),
            "lat": ("y좌표", "좌표(Y)"),
        },
    ),
    Dialect(
        name="경기도 음식점",
        holds=Holds.STORE,
        marks=(_mark("음식점명"), _mark("소재지도로명주소")),
        columns={
            "name": ("음식점명",),
            "address": ("소재지도로명주소",),
            "lot_address": ("소재지지번주소",),
            "phone": ("맛집전화번호", "전화번호"),
            "description": ("대표음식명",),
            "lon": ("WGS84경도",),
            "lat": ("WGS84위도",),
        },
        category="음식점",
    ),
    Dialect(
        name="주유소 변동",
        holds=Holds.STORE,
        marks=(_mark("업체명"), _mark("소재지"), _mark("변동사유발생연월일")),
        columns={
            "name": ("업체명",),
            "address": ("소재지",),
            "category": ("판매업종류",),
            "status": ("구분",),
            "confirmed_on": ("변동사유발생연월일",),
        },
    ),
    Dialect(
        name="현장 조사표",
        holds=Holds.STORE,
        marks=(_mark("source"), _mark("name"), _mark("road_address"), _mark("coord_note")),
        columns=_SURVEY_COLUMNS | {"table": ("source",), "category": ("category",)},
    ),
    Dialect(
        name="경기 인허가 모음",
        holds=Holds.STORE,
        marks=(_mark("table"), _mark("name"), _mark("road_address"), _mark("jibun_address")),
        columns=_SURVEY_COLUMNS | {"table": ("table",), "category": ("table",)},
    ),
    Dialect(
        name="생필품 가격",
        holds=Holds.PRODUCT,
        marks=(_mark("상품명"), _mark("판매가격"), _mark("판매업소")),
        columns={
            "store": ("판매업소",),
            "name": ("상품명",),
            "price": ("판매가격",),
            "maker": ("제조사",),
            "seen_on": ("조사일",),
        },
    ),
    Dialect(
        name="승강기 대장",
        holds=Holds.LIFT,
        marks=(_mark("건물명"), _mark("건물층수")),
        columns={"building": ("건물명",), "storeys": ("건물층수",), "region": ("지역",)},
    ),
    Dialect(
        name="가격 없는 메뉴표",
        holds=Holds.MENU_ITEM,
        marks=(_mark("store", "가게"), _mark("item", "메뉴")),
        columns=_MENU_COLUMNS,
    ),
    Dialect(
        name="가게 목록",
        holds=Holds.STORE,
        marks=(
            _mark("name", "이름", "가게", "가게명", "상호", "상호명"),
            _mark("address", "주소", "도로명주소", "lon", "경도"),
        ),
        columns={
            "id": ("id", "아이디"),
            "key": _REGISTER_NUMBERS,
            "name": _STORE_NAMES,
            "branch": ("branch", "지점", "지점명"),
            "category": ("category", "분류", "업종"),
            "address": ("address", "주소", "도로명주소"),
            "lon": ("lon", "경도"),
            "lat": ("lat", "위도"),
            "phone": ("phone", "전화", "전화번호"),
            "hours": ("hours", "영업시간"),
            "description": ("description", "소개", "설명"),
            "status": ("status", "상태"),
            "confirmed_on": ("confirmed_on", "확인일"),
            "example": ("example", "예시"),
        },
    ),
)


def recognise(table: Table) -> Dialect | None:
    """The dialect that a table's header speaks, the most particular first; None when it speaks none of ours."""
    header = frozenset(table.header)
    return next((dialect for dialect in DIALECTS if all(mark & header for mark in dialect.marks)), None)


class Columns:
    """Where a table keeps a dialect's words; asking for a word that the table lacks gives ""."""

    def __init__(self, dialect: Dialect, table: Table) -> None:
        places = {name: index for index, name in reversed(list(enumerate(table.header)))}
        self._places = {
            word: tuple(places[name] for name in names if name in places) for word, names in dialect.columns.items()
        }

    def all(self, word: str, cells: tuple[str, ...]) -> tuple[str, ...]:
        """Every filled cell of a word, best first."""
        return tuple([cells[place] for place in self._places.get(word, ()) if cells[place]])

    def each(self, word: str, rows: Sequence[Row]) -> list[str]:
        """The best filled cell of a word in each row, or ""."""
        places = self._places.get(word, ())
        if not places:
            return [""] * len(rows)
        if len(places) == 1:
            place = places[0]
            return [cells[place] for _, cells in rows]
        return [next((cells[place] for place in places if cells[place]), "") for _, cells in rows]

    def first(self, word: str, cells: tuple[str, ...]) -> str:
        """The best filled cell of a word, or ""."""
        for place in self._places.get(word, ()):
            if cells[place]:
                return cells[place]
        return ""
