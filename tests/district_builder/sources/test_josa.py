"""Particles that fit the last sound of a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from district_builder.sources.josa import with_particle

PAIRS = ("은/는", "이/가", "을/를", "과/와", "으로/로")
HANGUL = st.characters(min_codepoint=ord("가"), max_codepoint=ord("힣"))
RIEUL = 8


def final_of(syllable: str) -> int:
    return (ord(syllable) - ord("가")) % 28


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("새봄약국", "'새봄약국'은"),
        ("커피", "'커피'는"),
        ("왕서울", "'왕서울'은"),
        ("GS25", "'GS25'는"),
        ("CU", "'CU'는"),
        ("KFC", "'KFC'는"),
        ("카페 M", "'카페 M'은"),
        ("스시 in", "'스시 in'은"),
        ("계원 1", "'계원 1'은"),
        ("계원 2", "'계원 2'는"),
        ("약국(주)", "'약국(주)'는"),
        ("빵집!", "'빵집!'은"),
        ("☕", "'☕'는"),
        ("", "''는"),
        ("カフェ", "'カフェ'는"),
    ],
)
def test_topic_particles_as_a_korean_would_write_them(name, expected):
    assert with_particle(name, "은/는") == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("서울", "'서울'로"), ("부산", "'부산'으로"), ("대구", "'대구'로"), ("약국", "'약국'으로"), ("s12", "'s12'로")],
)
def test_direction_takes_rieul_as_open(name, expected):
    assert with_particle(name, "으로/로") == expected


@given(st.text(HANGUL, min_size=1, max_size=8), st.sampled_from(PAIRS))
def test_hangul_decides_by_its_final_consonant(name, pair):
    with_final, without = pair.split("/")
    final = final_of(name[-1])
    is_closed = final != 0 and not (pair == "으로/로" and final == RIEUL)
    assert with_particle(name, pair) == f"'{name}'{with_final if is_closed else without}"


@given(st.text(HANGUL, min_size=1, max_size=8), st.sampled_from(PAIRS), st.sampled_from([")", "!", ".", "」", " "]))
def test_what_is_not_spoken_does_not_count(name, pair, sign):
    assert with_particle(name + sign, pair).rpartition("'")[2] == with_particle(name, pair).rpartition("'")[2]


@given(st.integers(0, 10**9), st.sampled_from(PAIRS[:4]))
def test_numbers_are_read_in_korean(number, pair):
    """영 일 삼 육 칠 팔 end in a consonant, 이 사 오 구 do not."""
    with_final, without = pair.split("/")
    assert with_particle(str(number), pair).endswith(with_final if str(number)[-1] in "013678" else f"'{without}")


@given(st.text(max_size=20), st.sampled_from(PAIRS))
def test_any_text_is_quoted_whole_and_gets_one_of_the_two(name, pair):
    assert with_particle(name, pair) in {f"'{name}'{particle}" for particle in pair.split("/")}
