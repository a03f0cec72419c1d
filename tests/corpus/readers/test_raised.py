"""Raised text: marks of notes, powers, ordinals."""

import pytest

from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.html import read_blocks
from songngu.corpus.readers.raised import is_back_link, is_note_mark, superscript


@pytest.mark.parametrize(
    ("source", "wanted", "omitted"),
    [
        ("Lá rụng.<sup><a href='#n'>12</a></sup> Gió lên.", "Lá rụng. Gió lên.", ["12"]),
        ("Lá rụng<a href='b.html#n'><sup>[3]</sup></a> rồi", "Lá rụng rồi", ["[3]"]),
        ("Lá rụng.<sup>4</sup> Gió", "Lá rụng. Gió", ["4"]),
        ("cánh đồng<sup>4</sup> rộng 30 km<sup>2</sup>", "cánh đồng rộng 30 km²", ["4"]),
        ("lá <a href='#n'>[3]</a>", "lá", ["[3]"]),
        ("Ghi chú. <a href='#r'>↩</a>", "Ghi chú.", ["↩"]),
        ("10<sup><b>-</b>6</sup> mét", "10⁻⁶ mét", []),
        ("the 5<sup>th</sup> of H<sub>2</sub>O", "the 5th of H2O", []),
        ("xem <a href='#phan-2'>phần 2</a>", "xem phần 2", []),
        ("<a href='#2'>2</a>", "2", []),
        ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>字", "漢字", ["(", "かん", ")"]),
        (
            "a<span hidden>b</span>c<style>d</style><!-- e --><script>f</script>",
            "ac",
            ["b", "<style>d</style>", "<!-- e -->", "<script>f</script>"],
        ),
    ],
)
def test_what_is_raised_or_hidden(source: str, wanted: str, omitted: list[str]) -> None:
    extraction = Extraction()
    assert [block.content.text for block in read_blocks(f"<p>{source}</p>", extraction)] == [wanted]
    assert [omission.text for omission in extraction.omissions] == omitted


@pytest.mark.parametrize(
    ("text", "before", "is_link", "expected"),
    [
        ("3", "cánh đồng.", False, True),
        ("3", "harvest", False, True),
        ("2", "km", False, False),
        ("6", "10", False, False),
        ("a", "harvest", True, True),
        ("th", "5", False, False),
        ("*", "x", False, True),
        ("[3]", "km", False, True),
    ],
)
def test_marks_of_notes(text: str, before: str, is_link: bool, expected: bool) -> None:
    assert is_note_mark(text, before, is_link=is_link) is expected


def test_ways_back_and_raised_characters() -> None:
    assert [text for text in ("[1]", "↩", "^", "1", "phần 2") if is_back_link(text)] == ["[1]", "↩", "^"]
    assert is_back_link("1", is_place=True) and not is_back_link("phần 2", is_place=True)
    assert (superscript("-6"), superscript("th")) == ("⁻⁶", None)
