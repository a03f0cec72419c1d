"""Nothing in an output steers a terminal or turns the direction of what is read."""

import json

import pytest

from songngu.corpus.files.display import display_width, escaped, printable

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
