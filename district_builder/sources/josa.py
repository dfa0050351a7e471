"""Korean particles after names that only the data knows: '약국은', '카페는'."""

_DIGITS_WITH_FINAL = frozenset("013678")
_LETTERS_WITH_FINAL = frozenset("lmnrLMNR")


def with_particle(word: str, pair: str) -> str:
    """A quoted word and the particle of a pair that fits its last sound: with_particle("약국", "은/는") is "'약국'은".

    Only "으로/로" treats ㄹ as no final consonant. Other scripts count as without one.
    """
    with_final, without = pair.split("/")
    last = next((character for character in reversed(word) if character.isalnum()), "")
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
        has_final = final not in (0, 8) if with_final == "으로" else final != 0
    else:
        has_final = last in _DIGITS_WITH_FINAL or last in _LETTERS_WITH_FINAL
    return f"'{word}'{with_final if has_final else without}"
