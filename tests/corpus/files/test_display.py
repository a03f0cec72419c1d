"""Texts on a terminal: their columns, nothing that steers it, shares that show as 1 only where they are."""

import json

import pytest

from songngu.corpus.files.display import display_width, escaped, fitted, floored, printable, quantity

_STEERING = ["\x07", "\x1b", "\x1f", "\x7f", "\x85", "\x9b", "\u061c", "\u200e", "\u202e", "\u2066", "\u2069"]


@pytest.mark.parametrize("character", _STEERING)
def test_what_steers_is_shown_by_a_sign_as_wide(character: str) -> None:
    shown = printable(f"a{character}b")
    assert character not in shown
    assert len(shown) == 3
    assert display_width(shown) == 3


@pytest.mark.parametrize("character", [*_STEERING, "\u2028", "\u2029"])
def test_json_escapes_what_steers(character: str) -> None:
    text = escaped(json.dumps({"text": f"đò {character}"}, ensure_ascii=False))
    assert character not in text
    assert "đò" in text
    assert json.loads(text) == {"text": f"đò {character}"}


def test_white_space_and_marks_stay() -> None:
    assert printable("a\tb\nc\u00a0d") == "a b c d"
    assert printable("e\u0301 क\u094dष\u200d") == "e\u0301 क\u094dष\u200d"


@pytest.mark.parametrize(
    ("text", "columns", "shown"),
    [
        ("abc", 5, "abc  "),
        ("abcdef", 4, "abc…"),
        ("人工智能", 4, "人… "),
        ("e\u0301xyz", 3, "e\u0301x…"),
        ("👩‍👩‍👧ab", 3, "👩‍👩‍👧…"),
    ],
)
def test_texts_are_cut_and_filled_to_columns(text: str, columns: int, shown: str) -> None:
    assert (fitted(text, columns), display_width(shown)) == (shown, columns)


@pytest.mark.parametrize(
    ("share", "digits", "shown"),
    [
        (1.0, 2, "1.00"),
        (0.999999, 2, "0.99"),
        (0.999999, 3, "0.999"),
        (0.29, 2, "0.29"),
        (99.96, 0, "99"),
        (0.0, 1, "0.0"),
    ],
)
def test_only_what_is_one_shows_as_one(share: float, digits: int, shown: str) -> None:
    assert floored(share, digits) == shown


def test_what_is_counted_is_one_or_many() -> None:
    assert [quantity(count, "row") for count in (1, 0, 1200)] == ["1 row", "0 rows", "1,200 rows"]
    assert quantity(2, "copy", "copies") == "2 copies"
