import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.align.text.length import counted, lengths


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 1),
        ("a cat", 4),
        ("con mèo", 6),
        ("猫", 3.1),
        ("ネコ", 2.8),
        ("ねこ", 2),
        ("고양이", 6.6),
        ("\U00020000", 3.1),
    ],
)
def test_length(text: str, expected: float) -> None:
    assert lengths([text]) == pytest.approx([expected])


@given(st.lists(st.text(st.characters(codec="utf-8"))))
def test_each_text_has_its_own_length(texts: list[str]) -> None:
    assert lengths(texts).tolist() == pytest.approx([float(lengths([text])[0]) for text in texts])


def test_characters_of_each_kind_are_counted_in_each_text() -> None:
    assert counted(["a?b!", "", "??"], ["?", "!ab"]).tolist() == [[1, 3], [0, 0], [2, 0]]
    assert counted([], ["?"]).shape == (0, 1)
