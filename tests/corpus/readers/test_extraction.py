"""What a reader notes on its way."""

from songngu.corpus.document import Span
from songngu.corpus.readers.extraction import Extraction, Omission


def test_white_space_is_no_omission() -> None:
    extraction = Extraction()
    extraction.omit("a note", " \n")
    extraction.omit_span("a note", "a  b", Span(1, 3))
    assert extraction.omissions == []


def test_what_is_left_out_is_noted_with_its_place() -> None:
    extraction = Extraction()
    extraction.omit("a note", "chú thích", "page 3")
    extraction.omit_span("a bullet", "• Lá", Span(0, 1))
    assert extraction.omissions == [
        Omission("a note", "chú thích", "page 3"),
        Omission("a bullet", "•", span=Span(0, 1)),
    ]


def test_a_warning_is_given_once() -> None:
    extraction = Extraction()
    for _ in range(2):
        extraction.warn("is damaged")
    assert extraction.warnings == ["is damaged"]
