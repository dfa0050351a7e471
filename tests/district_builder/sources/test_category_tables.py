"""The tables of category words, codes and names agree with each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.domain.categories import KOREAN_LABELS, Category
from district_builder.sources.category_words import (
    category_of_code,
    category_of_name,
    category_of_words,
    contradict,
)

C = Category
categories = st.sampled_from(list(Category))

GENERATIONS = (  # 2022-12 code, 2026-06 code, the 소분류명 of both
    ("Q01A01", "I20101", "백반/한정식", C.KOREAN),
    ("Q02A01", "I20201", "중국집", C.CHINESE),
    ("Q03A02", "I20301", "일식 회/초밥", C.JAPANESE),
    ("Q06A01", "I20401", "경양식", C.WESTERN),
    ("Q09A01", "I21101", "일반 유흥 주점", C.PUB),
    ("Q12A01", "I21201", "카페", C.CAFE),
)


@pytest.mark.parametrize(("old", "new", "words", "category"), GENERATIONS)
def test_both_code_generations_and_the_words_mean_one_category(old, new, words, category):
    assert category_of_code(old) == category_of_code(new) == category_of_words(words) == category


@pytest.mark.parametrize(
    ("code", "category"),
    [
        ("Q04A01", C.SNACK),
        ("Q05A08", C.CHICKEN),
        ("Q07A04", C.FAST_FOOD),
        ("Q08A01", C.BAKERY),
        ("I21003", C.PIZZA),
        ("G20405", C.CONVENIENCE),
        ("P10501", C.ACADEMY),
    ],
)
def test_codes_are_known_by_their_longest_beginning(code, category):
    assert category_of_code(code) == category


@pytest.mark.parametrize("code", ["", "Q", "Q1", "I2", "X99", "21003", "I21"])
def test_a_code_that_says_too_little_says_nothing(code):
    assert category_of_code(code) is None


def test_our_word_for_anything_else_is_a_category_too():
    assert category_of_words("other") is C.OTHER


@pytest.mark.parametrize("category", [one for one in Category if one is not C.OTHER])
def test_our_own_word_and_its_korean_label_mean_the_category(category):
    assert category_of_words(category.value) is category
    assert category_of_words(category.value.upper()) is category
    assert category_of_words(f" {KOREAN_LABELS[category]} ") is category


def test_every_category_has_a_korean_label_of_its_own():
    assert set(KOREAN_LABELS) == set(Category)
    assert len(set(KOREAN_LABELS.values())) == len(KOREAN_LABELS)


@pytest.mark.parametrize(
    ("words", "category"),
    [
        ("비알코올 ", C.CAFE),
        ("커피점/카페", C.CAFE),
        ("백반/한정식", C.KOREAN),
        ("피자", C.PIZZA),
        ("제과제빵떡케익", C.BAKERY),
        ("떡전문", C.BAKERY),
        ("건강원", C.GROCERY),
        ("단란주점", C.PUB),
        ("안경업", C.OPTICIAN),
        ("목욕장업", C.BATHHOUSE),
        ("한증막업", C.BATHHOUSE),
        ("요양병원", C.CLINIC),
        ("고등학교", C.SCHOOL),
        ("대학", C.SCHOOL),
        ("대형마트", C.SUPERMARKET),
        ("클라이밍짐", C.GYM),
        ("직업소개소", C.OFFICE),
        ("singingRoom", C.KARAOKE),
        ("datatoys/pcRoom", C.PC_ROOM),
        ("동물병원", C.VET),
        ("치과의원", C.DENTIST),
        ("한의원", C.ORIENTAL_CLINIC),
        ("내과/외과 의원", C.CLINIC),
        ("의약/의료품 소매", C.PHARMACY),
        ("컴퓨터게임방", C.PC_ROOM),
        ("코인노래방", C.KARAOKE),
        ("종합소매점", C.SUPERMARKET),
        ("국수/칼국수", C.SNACK),
        ("돼지고기 구이/찜", C.KOREAN),
        ("호프/맥주", C.PUB),
        ("셀프 빨래방", C.LAUNDRY),
        ("부동산 중개/대리업", C.REAL_ESTATE),
        ("입시·교과학원", C.ACADEMY),
        ("여관/모텔", C.LODGING),
    ],
)
def test_words_of_registers_find_the_nearest_category(words, category):
    assert category_of_words(words) is category


@pytest.mark.parametrize("words", ["", "??", "우주선", "12345", "   ", "그 외 기타 상품 전문 소매업"])
def test_words_of_no_trade_mean_nothing(words):
    assert category_of_words(words) is None


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("새봄약국", C.PHARMACY),
        ("KFC 의왕점", C.FAST_FOOD),
        ("GS25 계원대점", C.CONVENIENCE),
        ("이마트24 내손", C.CONVENIENCE),
        ("이마트 의왕점", C.SUPERMARKET),
        ("명작노래연습장", C.KARAOKE),
        ("글라스스타일안경", C.OPTICIAN),
        ("온누리동물병원", C.VET),
        ("계원한의원", C.ORIENTAL_CLINIC),
        ("BBQ", C.CHICKEN),
        ("펫가든 의왕점동물병원", C.VET),
        ("아이비스 PC카페 의왕포일점", C.PC_ROOM),
        ("안경까페안경원", C.OPTICIAN),
        ("파리바게뜨 계원점", C.BAKERY),
    ],
)
def test_a_name_without_doubt_says_its_trade(name, category):
    assert category_of_name(name) is category


@pytest.mark.parametrize(
    "name", ["", "바람", "약국거리 카페 가는 길", "약국앞분식", "데킬라라이브", "CUstom", "김밥천국옆집"]
)
def test_most_names_say_nothing(name):
    assert category_of_name(name) is None


@given(categories, categories)
def test_contradiction_is_mutual_and_never_with_itself(one, other):
    assert contradict(one, other) == contradict(other, one)
    assert not contradict(one, one)


@pytest.mark.parametrize(
    ("one", "other", "is_contradiction"),
    [
        (C.CAFE, C.BAKERY, False),
        (C.CHICKEN, C.PUB, False),
        (C.HAIR, C.NAIL, False),
        (C.CONVENIENCE, C.GROCERY, False),
        (C.PIZZA, C.FAST_FOOD, True),
        (C.PHARMACY, C.CAFE, True),
        (C.BAKERY, C.PHARMACY, True),
    ],
)
def test_neighbouring_trades_may_be_one_store(one, other, is_contradiction):
    assert contradict(one, other) is is_contradiction


@given(st.text(max_size=30))
def test_any_text_is_a_category_or_none(text):
    assert category_of_words(text) in {None, *Category}
    assert category_of_code(text) in {None, *Category}
    assert category_of_name(text) in {None, *Category}
