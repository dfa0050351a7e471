"""Opening hours on a store's page: a line each, and none for a store that has closed for good."""

import dataclasses

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from content_api.database import writing
from content_api.imports import store_source
from content_api.pages.words import hours
from content_api.settings import Settings
from district_builder.domain.districts import DistrictSource
from district_builder.domain.stores import TradingStatus


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("매일 10:30–21:00", ["매일 10:30–21:00"]),
        ("평일 09:00–20:30, 토 10:00–19:00,일요일 휴무", ["평일 09:00–20:30", "토 10:00–19:00", "일요일 휴무"]),
        ("매일 11:00–22:00(월, 화 휴무), 라스트오더 21:00", ["매일 11:00–22:00(월, 화 휴무)", "라스트오더 21:00"]),
        ("평일 9시–18시\n\n토 9시–13시", ["평일 9시–18시", "토 9시–13시"]),
        (" , ,", []),
        ("", []),
    ],
)
def test_hours_are_a_line_for_each_day_that_differs(text: str, lines: list[str]) -> None:
    assert hours(text) == lines


def with_hours(engine: Engine, street: Settings, source: DistrictSource, status: TradingStatus) -> None:
    bread = dataclasses.replace(source.stores[0], hours_text="평일 08:00–20:00, 일요일 휴무", status=status)
    with writing(engine) as session:
        store_source(
            session,
            dataclasses.replace(source, stores=(bread, *source.stores[1:]), menus=()),
            media=street.folder.media,
        )


def test_an_open_store_shows_its_hours_on_lines_of_their_own(
    engine: Engine, street: Settings, source: DistrictSource, own_client: TestClient
) -> None:
    with_hours(engine, street, source, TradingStatus.OPEN)
    page = own_client.get("/s/bread").text
    assert '<dd class="hours"><span>평일 08:00–20:00</span><span>일요일 휴무</span></dd>' in page


def test_a_store_that_is_closed_for_good_shows_no_hours_to_come_in_vain(
    engine: Engine, street: Settings, source: DistrictSource, own_client: TestClient
) -> None:
    with_hours(engine, street, source, TradingStatus.CLOSED)
    page = own_client.get("/s/bread").text
    assert "문을 닫은 가게입니다." in page
    assert "영업시간" not in page
    assert "08:00" not in page


def test_a_store_without_hours_says_so(client: TestClient) -> None:
    assert '<dd class="hours">아직 알려지지 않았습니다.</dd>' in client.get("/s/hair").text
