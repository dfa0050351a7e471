"""JSON that comes back as it went, whatever was in it."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from district_builder.formats.json_text import json_bytes


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_comes_back_as_it_went(document: object) -> None:
    assert json.loads(json_bytes(document)) == document


def test_half_a_surrogate_pair_does_not_break_the_file() -> None:
    assert json.loads(json_bytes(["가\ud83d게"])) == ["가?게"]
    with pytest.raises(ValueError, match="not JSON compliant"):
        json_bytes([float("nan")])
