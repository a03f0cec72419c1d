"""Words broken at the end of a line are made whole, and compounds keep their hyphen."""

import pytest

from songngu.corpus.document import Span
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.hyphenation import BROKEN, Hyphenation
from songngu.corpus.readers.plain import line_groups


def joined(raw: str, lang: str = "en") -> str:
    lines = [line for group in line_groups(raw) for line in group]
    return Hyphenation(raw, lang).join(lines, Extraction()).text


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("the docu-\nment", "the document"),
        ("(docu-\nment)", "(document)"),
        ("the docu\u00ad\nment", "the document"),
        ("the docu\u2010\nment", "the document"),
        ("the docu¬\nment", "the document"),
        ("a well-\nknown man", "a well-known man"),
        ("a computer-\nbased test", "a computer-based test"),
        ("his mother-in-\nlaw came", "his mother-in-law came"),
        ("the pages 3-\n4 and on", "the pages 3-4 and on"),
        ("at https://a.example/page-\nname now", "at https://a.example/page-name now"),
        ("Anglo-\nSaxon", "Anglo-Saxon"),
        ("he went -\nand came", "he went - and came"),
        ("he went —\nand came", "he went — and came"),
        ("plain\ntext", "plain text"),
    ],
)
def test_english(raw: str, wanted: str) -> None:
    assert joined(raw) == wanted


def test_the_text_itself_says_how_a_word_is_written() -> None:
    assert joined("sea-water and sea-\nwater") == "sea-water and sea-water"
    assert joined("seawater and sea-\nwater") == "seawater and seawater"
    assert joined("the harbour has a master, the harbour-\nmaster") == "the harbour has a master, the harbour-master"
    assert joined("non-con-\ntained and contained") == "non-contained and contained"


def test_vietnamese_keeps_its_hyphens() -> None:
    assert joined("nước In-đô-\nnê-xi-a", "vi") == "nước In-đô-nê-xi-a"


def test_lines_of_chinese_and_japanese_are_joined_without_a_space() -> None:
    assert joined("今天天气很\n好，我们去\nABC 公司。", "zh") == "今天天气很好，我们去 ABC 公司。"


def test_what_is_cut_is_told_and_every_character_leads_to_the_file() -> None:
    raw, extraction = "docu-\nment", Extraction()
    content = Hyphenation(raw, "en").join([Span(0, 5), Span(6, 10)], extraction)
    assert [(omission.reason, omission.span) for omission in extraction.omissions] == [(BROKEN, Span(4, 5))]
    assert content.raw_spans() == (Span(0, 4), Span(6, 10))
    assert content.text == "document"
