"""Whatever order sources come in: versions only rise, only for what changed, and stores go and return as themselves."""

import dataclasses
import itertools
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from content_api.database import reading, writing
from content_api.imports import ImportSummary, load_source, store_source
from content_api.menus.tables import MenuRow
from content_api.settings import Settings
from content_api.stores.tables import StoreRow
from district_builder.domain.districts import District, DistrictSource
from district_builder.domain.frames import LonLat
from district_builder.domain.layout import Layout
from district_builder.domain.stores import Menu, MenuItem, MenuSection
from tests.content_api.invented import store

NAMES = ("가", "나", "다", "라")
START = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = itertools.count()

Street = Mapping[str, tuple[str, int | None]]
"""Which stores there are, each with its telephone and the price of its one dish (None: no menu)."""

streets = st.dictionaries(
    st.sampled_from(NAMES),
    st.tuples(st.sampled_from(["", "031-1", "031-2"]), st.none() | st.sampled_from([1000, 2000])),
)
relaxed = hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def source_of(street: Street) -> DistrictSource:
    return DistrictSource(
        district=District(slug="changing", name_ko="바뀌는 동네", anchor=LonLat(127.0, 37.0)),
        layout=Layout(),
        stores=tuple(store(name, f"{name} 가게", phone=phone) for name, (phone, _) in street.items()),
        menus=tuple(
            Menu(store_id=name, sections=(MenuSection(name="", items=(MenuItem(name="국수", price_won=price),)),))
            for name, (_, price) in street.items()
            if price is not None
        ),
    )


class Town:
    """A database that forgets what earlier examples left, and tells versions."""

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.engine, self.media = engine, settings.folder.media
        self.put({})

    def put(self, street: Street) -> ImportSummary:
        with writing(self.engine) as session:
            return store_source(session, source_of(street), media=self.media, at=START + timedelta(days=next(DAYS)))

    def stores(self) -> dict[str, tuple[int, datetime, bool]]:
        """Version, time of change and whether it is there, of every store that ever was."""
        with reading(self.engine) as session:
            rows = session.scalars(select(StoreRow).where(StoreRow.district_slug == "changing")).all()
            return {row.store_id: (row.version, row.changed_at, row.gone_at is None) for row in rows}

    def menus(self) -> dict[str, int]:
        with reading(self.engine) as session:
            return dict(session.execute(select(MenuRow.store_id, MenuRow.version)).all())


@given(history=st.lists(streets, min_size=1, max_size=5))
@relaxed
def test_what_the_database_holds_is_the_newest_source_whatever_came_before(
    engine: Engine, settings: Settings, history: list[Street]
) -> None:
    town = Town(engine, settings)
    for street in history:
        town.put(street)
    with reading(engine) as session:
        assert load_source(session, "changing", town.media) == source_of(history[-1])


@given(before=streets, after=streets)
@relaxed
def test_exactly_the_stores_that_differ_go_up_by_one(
    engine: Engine, settings: Settings, before: Street, after: Street
) -> None:
    town = Town(engine, settings)
    town.put(before)
    old = town.stores()
    summary = town.put(after)
    new = town.stores()
    counted = {"added": 0, "changed": 0, "gone": 0, "unchanged": 0}
    for name in old.keys() | after.keys():
        was_here, is_here = name in before, name in after
        if name not in old:
            assert new[name][0] == 1
            counted["added"] += 1
        elif was_here and is_here and before[name][0] == after[name][0]:
            assert new[name] == old[name]
            counted["unchanged"] += 1
        elif not was_here and not is_here:
            assert new[name] == old[name]
        else:
            assert new[name][0] == old[name][0] + 1
            assert new[name][1] > old[name][1]
            counted["changed" if is_here else "gone"] += 1
    assert dataclasses.asdict(summary.stores) == counted
    assert {name for name, (_, _, is_here) in new.items() if is_here} == set(after)


@given(before=streets, after=streets)
@relaxed
def test_a_new_price_is_no_change_of_the_store_and_a_new_telephone_none_of_the_menu(
    engine: Engine, settings: Settings, before: Street, after: Street
) -> None:
    town = Town(engine, settings)
    town.put(before)
    old = town.menus()
    town.put(after)
    new = town.menus()
    for name in old:
        was, now = before.get(name, ("", None))[1], after.get(name, ("", None))[1]
        assert new[name] == old[name] + (was != now), name


@given(street=streets, order=st.randoms(use_true_random=False))
@relaxed
def test_the_same_source_again_in_any_order_raises_no_version(
    engine: Engine, settings: Settings, street: Street, order: object
) -> None:
    town = Town(engine, settings)
    town.put(street)
    stores, menus = town.stores(), town.menus()
    shuffled = list(street.items())
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    summary = town.put(dict(shuffled))
    assert (town.stores(), town.menus()) == (stores, menus)
    assert not summary.is_changed
    assert not summary.stores.is_any


@given(history=st.lists(streets, min_size=2, max_size=6))
@relaxed
def test_versions_and_times_never_go_back_and_nobody_is_forgotten(
    engine: Engine, settings: Settings, history: list[Street]
) -> None:
    town = Town(engine, settings)
    last = town.stores()
    for street in history:
        town.put(street)
        now = town.stores()
        assert last.keys() <= now.keys()
        assert all(now[name][:2] >= last[name][:2] for name in last)
        last = now


def test_a_returning_store_keeps_its_id_and_counts_on(engine: Engine, settings: Settings) -> None:
    town = Town(engine, settings)
    there: Street = {"가": ("031-1", 1000)}
    versions = []
    for street in (there, {}, there, {}, there):
        town.put(street)
        version, _, is_here = town.stores()["가"]
        versions.append((version, is_here, town.menus()["가"]))
    assert versions == [(1, True, 1), (2, False, 2), (3, True, 3), (4, False, 4), (5, True, 5)]


def test_a_district_goes_up_once_an_import_however_much_changed(engine: Engine, settings: Settings) -> None:
    town = Town(engine, settings)
    changes = [town.put(dict.fromkeys(NAMES, ("", 1000))).is_changed for _ in range(3)]
    assert changes == [True, False, False]
    assert town.put({}).stores.gone == len(NAMES)
