"""Where the characters of an inline source stand in the file."""

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from songngu.corpus.document import Span
from songngu.corpus.readers.markdown_inline import InlinePlaces, PlacedParser


def test_a_stretch_over_two_lines_is_two_parts() -> None:
    places = InlinePlaces([(0, 10), (5, 20)], Span(10, 30))
    assert list(places.of(Span(2, 4))) == [(Span(2, 4), 12)]
    assert list(places.of(Span(3, 7))) == [(Span(3, 5), 13), (Span(5, 7), 20)]


@given(st.lists(st.integers(1, 5), min_size=1, max_size=5), st.data())
def test_parts_cover_a_stretch_in_order(lengths: list[int], data: st.DataObject) -> None:
    starts = [sum(lengths[:k]) for k in range(len(lengths))]
    places = InlinePlaces([(start, 100 + 2 * start) for start in starts], Span(100, 200))
    low = data.draw(st.integers(0, sum(lengths) - 1))
    high = data.draw(st.integers(low + 1, sum(lengths)))
    parts = list(places.of(Span(low, high)))
    assert [n for part, _ in parts for n in range(part.start, part.end)] == list(range(low, high))
    for part, offset in parts:
        start = max(each for each in starts if each <= part.start)
        assert offset == 100 + 2 * start + part.start - start


@given(st.text("a*_`[]() \\", max_size=20))
def test_text_tokens_know_where_they_were_read(source: str) -> None:
    parser = MarkdownIt()
    parser.inline = PlacedParser()
    for token in parser.parseInline(source)[0].children or ():
        if token.type == "code_inline":
            at = token.meta["at"]
            assert token.content.strip() in source[at.start : at.end]
