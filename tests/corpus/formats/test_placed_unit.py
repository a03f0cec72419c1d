"""A text of a unit with the places of its characters."""

from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.document import MarkupKind, Span
from songngu.corpus.formats.placed_unit import PlacedText


def placed(raw: str) -> PlacedText:
    text = PlacedText()
    for offset, character in enumerate(raw):
        text.add(character, offset, offset + 1)
    return text


@given(st.text("ab \n", max_size=12))
def test_every_character_leads_to_its_place_however_blanks_changed(raw: str) -> None:
    mapped = placed(raw).mapped(" ".join(raw.split()))
    characters = [
        (mapped.text[piece.text.start + k], raw[piece.raw.start + k])
        for piece in mapped.pieces
        for k in range(len(piece.text))
    ]
    assert "".join(one for one, _ in characters if not one.isspace()) == placed(raw).key == "".join(raw.split())
    assert all(one == other for one, other in characters if not one.isspace() and not other.isspace())


def test_a_character_may_stand_for_several_of_the_file() -> None:
    text = PlacedText(dialects=("c-format",))
    for character, start, end in (("a", 0, 1), ("&", 1, 6), ("b", 6, 7)):
        text.add(character, start, end)
    text.codes.append((2, "<x>"))
    mapped = text.mapped("a&b")
    assert [piece.raw for piece in mapped.pieces] == [Span(0, 1), Span(1, 6), Span(6, 7)]
    assert [(each.kind, each.value) for each in mapped.markup] == [
        (MarkupKind.DIALECT, "c-format"),
        (MarkupKind.PLACEHOLDER, "<x>"),
    ]
