"""Any source whatever, for property tests."""

import unicodedata
from datetime import date

from hypothesis import strategies as st

from district_builder.domain.categories import Category
from district_builder.domain.districts import District, DistrictSource
from district_builder.domain.frames import LonLat, Point2
from district_builder.domain.layout import Building, HouseNumber, Layout, LiftRecord, Origin, Road, RoadKind
from district_builder.domain.notes import BuildNote, NoteKind, Severity
from district_builder.domain.stores import Address, Menu, MenuItem, MenuSection, Product, Store, TradingStatus

words = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12).map(
    lambda text: unicodedata.normalize("NFC", text)
)
metres = st.floats(-5e3, 5e3, allow_nan=False)
points = st.builds(Point2, metres, metres)
origins = st.builds(Origin, file=words, row=st.none() | st.integers(1, 10**6))
numbers = st.none() | st.builds(HouseNumber, main=st.integers(1, 9999), sub=st.integers(0, 99))
rings = st.lists(points, min_size=3, max_size=5).map(tuple)
days = st.none() | st.dates(date(1990, 1, 1), date(2100, 1, 1))
prices = st.none() | st.integers(0, 10**10)
addresses = st.builds(
    Address,
    text=words,
    road=words,
    number=numbers,
    building_name=words,
    storeys=st.lists(st.integers(-5, 60), max_size=3).map(tuple),
    units=st.lists(words, max_size=3).map(tuple),
    dong=words,
)
items = st.builds(MenuItem, name=words, price_won=prices, description=words, is_signature=st.booleans())
sections = st.builds(MenuSection, name=words, items=st.lists(items, max_size=3).map(tuple))
unit_fractions = st.floats(0, 1)
corners = st.builds(Point2, unit_fractions, unit_fractions)


@st.composite
def sources(draw: st.DrawFn) -> DistrictSource:
    ids = draw(st.lists(st.from_regex(r"[a-z가-힣0-9_.:~-]{1,8}", fullmatch=True), unique=True, max_size=5))
    some_ids = st.sampled_from(ids) if ids else st.nothing()
    menu_ids = draw(st.lists(some_ids, unique=True)) if ids else []
    return DistrictSource(
        district=District(
            slug="invented",
            name_ko=draw(words),
            anchor=LonLat(126.9, 37.3),
            streets=tuple(draw(st.lists(words, max_size=2))),
            start=draw(st.none() | st.just(LonLat(126.91, 37.31))),
            bearing_degrees=draw(st.none() | st.floats(0, 360)),
        ),
        layout=Layout(
            buildings=tuple(
                draw(
                    st.lists(
                        st.builds(
                            Building,
                            building_id=words,
                            footprint=rings,
                            holes=st.lists(rings, max_size=1).map(tuple),
                            name=words,
                            number=numbers,
                            storeys_above=st.none() | st.integers(0, 60),
                            height_metres=st.none() | metres,
                            origin=origins,
                        ),
                        max_size=3,
                    )
                )
            ),
            roads=tuple(
                draw(
                    st.lists(
                        st.builds(
                            Road,
                            road_id=words,
                            centreline=st.lists(points, min_size=2, max_size=4).map(tuple),
                            kind=st.sampled_from(RoadKind),
                            carriageway_width_metres=st.none() | metres,
                            origin=origins,
                        ),
                        max_size=2,
                    )
                )
            ),
        ),
        stores=tuple(
            draw(
                st.builds(
                    Store,
                    store_id=st.just(store_id),
                    name=words,
                    branch=words,
                    category=st.sampled_from(Category),
                    category_text=words,
                    address=addresses,
                    point=st.none() | points,
                    status=st.sampled_from(TradingStatus),
                    phone=words,
                    hours_text=words,
                    description=words,
                    confirmed_on=days,
                    is_example=st.booleans(),
                    origin=origins,
                )
            )
            for store_id in ids
        ),
        menus=tuple(
            Menu(store_id=store_id, sections=tuple(draw(st.lists(sections, max_size=3)))) for store_id in menu_ids
        ),
        products=tuple(
            draw(
                st.lists(
                    st.builds(Product, store_id=some_ids, name=words, price_won=prices, seen_on=days, origin=origins),
                    max_size=3,
                )
            )
            if ids
            else ()
        ),
        lifts=tuple(
            draw(
                st.lists(
                    st.builds(LiftRecord, building_name=words, storeys=st.integers(1, 60), origin=origins), max_size=2
                )
            )
        ),
        notes=tuple(
            draw(
                st.lists(
                    st.builds(
                        BuildNote,
                        kind=st.sampled_from(NoteKind),
                        severity=st.sampled_from(Severity),
                        text=words,
                        remedy=words,
                        subject=words,
                        file=words,
                        row=st.none() | st.integers(1, 10**6),
                    ),
                    max_size=3,
                )
            )
        ),
    )
