"""A rendered text leads back to its characters in the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.document import Block, BlockKind, Document, MappedText, Piece, Sentence, Span

RAW = "**Trà** &amp; bánh"
PIECES = [((0, 3), (2, 5)), ((3, 4), (7, 8)), ((4, 5), (8, 13)), ((5, 10), (13, 18))]
TEXT = MappedText("Trà & bánh", tuple(Piece(Span(*text), Span(*raw)) for text, raw in PIECES))


def test_span_has_a_length_and_an_order() -> None:
    assert len(Span(3, 7)) == 4
    assert sorted([Span(3, 7), Span(1, 9)]) == [Span(1, 9), Span(3, 7)]


def test_raw_spans_join_where_they_touch() -> None:
    assert TEXT.raw_spans() == (Span(2, 5), Span(7, 18))
    assert TEXT.raw_spans(1, 2) == (Span(3, 4),)
    assert TEXT.hull() == Span(2, 18)
    assert TEXT.hull(5) == Span(13, 18)


def test_an_indivisible_piece_stays_whole() -> None:
    assert TEXT.hull(4, 5) == Span(8, 13)
    assert RAW[8:13] == "&amp;"
    assert TEXT.offset_of(10) == 4


def test_offset_of_leads_from_the_file_to_the_text() -> None:
    assert TEXT.offset_of(2) == 0
    assert TEXT.offset_of(14) == 6
    assert TEXT.offset_of(0) is None


def test_what_stands_in_no_file_has_no_hull() -> None:
    text = MappedText("a b", (Piece(Span(0, 1), Span(0, 1)), Piece(Span(2, 3), Span(5, 6))))
    assert text.hull() == Span(0, 6)
    with pytest.raises(ValueError, match="stand in no file"):
        text.hull(1, 2)


def test_an_empty_text_has_an_empty_hull() -> None:
    assert MappedText.verbatim("abc", Span(1, 1)).hull() == Span(1, 1)
    with pytest.raises(ValueError, match="stand in no file"):
        MappedText("", ()).hull()


@given(st.lists(st.tuples(st.text(min_size=1, max_size=5), st.integers(0, 3)), min_size=1, max_size=8), st.data())
def test_a_slice_maps_as_the_whole_does(parts: list[tuple[str, int]], data: st.DataObject) -> None:
    raw, pieces, text = "", [], ""
    for part, gap in parts:
        raw += "*" * gap
        pieces.append(Piece(Span(len(text), len(text) + len(part)), Span(len(raw), len(raw) + len(part))))
        raw, text = raw + part, text + part
    whole = MappedText(text, tuple(pieces))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    part_text = whole.slice(start, end)
    assert part_text.text == text[start:end]
    assert "".join(raw[span.start : span.end] for span in part_text.raw_spans()) == part_text.text
    assert part_text.raw_spans() == whole.raw_spans(start, end)
    for offset in range(start, end):
        assert whole.offset_of(whole.hull(offset, offset + 1).start) == offset


def test_from_sentences_places_one_a_line() -> None:
    document = Document.from_sentences(["Một hai.", "", "Ba."], "vi")
    assert [document.raw[s.span.start : s.span.end] for s in document.sentences] == ["Một hai.", "", "Ba."]
    assert [s.text for s in document.sentences] == ["Một hai.", "", "Ba."]
    assert {s.block for s in document.sentences} == {0}
    assert document.path == "-"


def test_position_counts_lines_and_columns_from_one() -> None:
    raw = "ab\r\ncd\re\nf"
    content = MappedText.verbatim(raw, Span(0, len(raw)))
    document = Document("x", "en", raw, (Block(BlockKind.PARAGRAPH, content),), (Sentence(0, 0, content),))
    assert [document.position(raw.index(letter)) for letter in "abcdef"] == [
        (1, 1),
        (1, 2),
        (2, 1),
        (2, 2),
        (3, 1),
        (4, 1),
    ]
    assert document.position(len(raw)) == (4, 2)


@given(st.text(alphabet="ab \n\u00a0", max_size=12), st.integers(0, 4))
def test_white_space_is_one_space_that_leads_back_to_all_of_it(raw: str, start: int) -> None:
    span = Span(min(start, len(raw)), len(raw))
    found = MappedText.single_spaced(raw, span)
    assert found.text.split() == raw[span.start :].split()
    assert "  " not in found.text
    assert "".join(raw[slice(piece.raw.start, piece.raw.end)] for piece in found.pieces) == raw[span.start :]
    for number, letter in enumerate(found.text):
        hull = found.hull(number, number + 1)
        assert " ".join(f"x{raw[hull.start : hull.end]}x".split()) == f"x{letter}x"
