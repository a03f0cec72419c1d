"""A text in the making."""

from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.document import Span
from songngu.corpus.readers.rendering import BLANK, Rendering


@given(st.lists(st.text("ab\u00a0 \t\n", max_size=8), max_size=6))
def test_white_space_collapses_and_every_other_character_keeps_its_place(runs: list[str]) -> None:
    rendering, raw = Rendering(), "".join(runs)
    start = 0
    for run in runs:
        rendering.add_run(run, start)
        start += len(run)
    made = rendering.finish()
    assert made.text == " ".join(raw.translate(str.maketrans(dict.fromkeys(BLANK, " "))).split(" ")).strip(" ") or (
        made.text.split(" ")
        == [word for word in raw.translate(str.maketrans(dict.fromkeys(BLANK, " "))).split(" ") if word]
    )
    for piece in made.pieces:
        assert made.text[piece.text.start : piece.text.end] == raw[piece.raw.start : piece.raw.end]


def test_an_entity_stands_for_its_whole_place() -> None:
    rendering = Rendering()
    assert not rendering
    rendering.add_space()
    rendering.add("Tr", 0)
    rendering.add_whole("ờ", Span(2, 9))
    rendering.add_whole(" ", Span(9, 15))
    assert (rendering.length, bool(rendering)) == (3, True)
    rendering.add("i", 15)
    made = rendering.finish()
    assert (made.text, rendering.tail()) == ("Trờ i", "Trờ i")
    assert [piece.raw for piece in made.pieces] == [Span(0, 2), Span(2, 9), Span(15, 16)]
