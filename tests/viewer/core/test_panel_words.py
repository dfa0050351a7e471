"""What a store's panel says."""

from datetime import date

import pytest

from district_builder.domain.stores import MenuItem, MenuSection, Product, TradingStatus
from viewer.core.panel import Tone, panel_content, price_text, storey_text
from viewer.core.store_facts import StoreFacts

BARE = StoreFacts(store_id="s", name="별다방", category_label="카페")


def facts(**changes: object) -> StoreFacts:
    import dataclasses

    return dataclasses.replace(BARE, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("storey", "unit", "text"),
    [
        (2, "201", "2층 201호"),
        (2, "201호", "2층 201호"),
        (1, "", "1층"),
        (-1, "", "지하 1층"),
        (-2, "B203", "지하 2층 B203호"),
        (1, "가동 입구", "1층 가동 입구"),
        (None, "101-2", "101-2호"),
        (None, "", ""),
    ],
)
def test_storeys_and_units_read_as_a_korean_writes_them(storey: int | None, unit: str, text: str) -> None:
    assert storey_text(storey, unit) == text


@pytest.mark.parametrize(
    ("won", "text"), [(6500, "6,500원"), (0, "0원"), (1_234_567, "1,234,567원"), (None, "가격 문의")]
)
def test_prices_carry_commas_and_an_unknown_one_is_to_be_asked_for(won: int | None, text: str) -> None:
    assert price_text(won) == text


def test_a_store_of_which_little_is_known_claims_nothing() -> None:
    content = panel_content(BARE)
    assert (content.title, content.subtitle) == ("별다방", "카페")
    assert content.facts == ()
    assert content.sections == ()
    assert content.badges == ()
    assert "확인해 주세요" in content.footnote


def test_place_and_category_stand_in_one_line() -> None:
    content = panel_content(facts(storey=2, unit="201", building_name="모락산빌딩"))
    assert content.subtitle == "카페 · 모락산빌딩 2층 201호"


def test_facts_come_in_a_fixed_order_with_hours_as_the_source_gives_them() -> None:
    content = panel_content(
        facts(phone="031-000-0000", hours_text="매일 08–22시 (화 휴무)", address_text="계원대학로 28")
    )
    assert [(fact.label, fact.text) for fact in content.facts] == [
        ("영업시간", "매일 08–22시 (화 휴무)"),
        ("주소", "계원대학로 28"),
        ("전화", "031-000-0000"),
    ]


def test_an_example_and_an_illustration_say_what_they_are() -> None:
    content = panel_content(facts(is_example=True, is_illustration=True))
    assert [badge.text for badge in content.badges] == ["예시 가게", "겉모습은 상상도"]
    assert content.footnote == "둘러보기용으로 만든 예시 가게입니다."


@pytest.mark.parametrize(("status", "text"), [(TradingStatus.CLOSED, "폐업"), (TradingStatus.SUSPENDED, "휴업 중")])
def test_a_store_that_is_gone_says_so_loudly(status: TradingStatus, text: str) -> None:
    (badge,) = panel_content(facts(status=status)).badges
    assert (badge.text, badge.tone) == (text, Tone.ALARM)


def test_an_open_store_has_no_badge_because_the_register_does_not_know_the_hour() -> None:
    assert panel_content(facts(status=TradingStatus.OPEN)).badges == ()


def test_the_day_of_confirmation_is_said_in_full() -> None:
    assert panel_content(facts(confirmed_on=date(2026, 3, 2))).footnote == "2026년 3월 2일에 확인한 정보입니다."


def test_menu_sections_keep_their_order_and_empty_ones_are_left_out() -> None:
    menu = (
        MenuSection(name="커피", items=(MenuItem(name="라테", price_won=5000, is_signature=True, picture="p"),)),
        MenuSection(name="차", items=()),
        MenuSection(name="", items=(MenuItem(name="물"),)),
    )
    content = panel_content(facts(menu=menu, pictures={"p": b"x"}))
    assert [section.title for section in content.sections] == ["커피", "메뉴"]
    item = content.sections[0].items[0]
    assert (item.name, item.price, item.picture, item.is_signature) == ("라테", "5,000원", "p", True)


def test_a_picture_that_did_not_arrive_leaves_no_gap() -> None:
    menu = (MenuSection(name="커피", items=(MenuItem(name="라테", picture="lost"),)),)
    assert panel_content(facts(menu=menu)).sections[0].items[0].picture == ""


def test_products_say_maker_and_the_day_their_price_was_seen() -> None:
    seen = Product(store_id="s", name="우유 1 L", price_won=2980, maker="목장", seen_on=date(2026, 1, 9))
    (section,) = panel_content(facts(products=(seen,))).sections
    assert section.title == "상품"
    assert (section.items[0].price, section.items[0].note) == ("2,980원", "목장 · 2026년 1월 9일 조사")
