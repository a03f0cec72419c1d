"""Subtitles: cues joined to sentences that know when they are shown."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus import read_document
from songngu.corpus.readers import segment_blocks
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.subtitles import clock, cue_times, read_blocks, read_cues

FILM = """WEBVTT - phim

NOTE xin bỏ qua
00 --> không phải giờ

STYLE
::cue { color: red }

mở đầu
00:00:01.000 --> 00:00:03.000 align:start
<v Lan>Hôm nay trời mưa,
và họ &amp; chúng tôi

2
00:00:03.100 --> 00:00:05.000
ở nhà. {\\an8}<i>Mẹ</i> nấu

00:05.000 --> 00:07.000
cơm.
4
1:00:08,5 --> 1:00:09,000
- Con ăn chưa?
- Rồi ạ...

1:00:09,000 --> 1:00:09,500
nhưng còn đói <cũ>.

1:00:10,000 --> 1:00:10,500

"""


def test_sentences_and_their_times() -> None:
    document = segment_blocks("a.vtt", "vi", FILM, read_blocks(FILM, Extraction()))
    found = [(s.text, document.place(s), time) for s, time in zip(document.sentences, cue_times(document), strict=True)]
    assert found == [
        ("Hôm nay trời mưa, và họ & chúng tôi ở nhà.", "00:00:01.000 --> 00:00:07.000", (1000, 5000)),
        ("Mẹ nấu cơm.", "00:00:01.000 --> 00:00:07.000", (3100, 7000)),
        ("Con ăn chưa?", "01:00:08.500 --> 01:00:09.000", (3608500, 3609000)),
        ("Rồi ạ... nhưng còn đói <cũ>.", "01:00:08.500 --> 01:00:09.500", (3608500, 3609500)),
    ]


def test_a_pause_parts_what_no_stop_does() -> None:
    raw = "1\n00:00:01,000 --> 00:00:02,000\nMột\n\n2\n00:00:09,000 --> 00:00:10,000\nhai\n"
    assert [block.content.text for block in read_blocks(raw, Extraction())] == ["Một", "hai"]


@pytest.mark.parametrize(
    ("first", "second", "count"), [("Thế à...", "rồi sao?", 1), ("Thế à...", "...sao?", 1), ("Thế à…", "Sao?", 2)]
)
def test_three_dots_go_on_where_the_next_line_does(first: str, second: str, count: int) -> None:
    raw = f"00:00:01,000 --> 00:00:02,000\n{first}\n\n00:00:02,000 --> 00:00:03,000\n{second}\n"
    assert len(read_blocks(raw, Extraction())) == count


def test_a_file_without_cues(tmp_path: Path) -> None:
    path = tmp_path / "a.srt"
    path.write_text("không có giờ nào", encoding="utf-8")
    assert read_document(path, "vi").blocks == ()


@pytest.mark.parametrize(
    ("milliseconds", "text"), [(0, "00:00:00.000"), (3723045, "01:02:03.045"), (360000000, "100:00:00.000")]
)
def test_clock(milliseconds: int, text: str) -> None:
    assert clock(milliseconds) == text


PARTS = [
    "1\n",
    "00:00:01,000 --> 00:00:02,000\n",
    "0:1:2.3-->99:59.9",
    "\n",
    "\r\n",
    "- ",
    "Câu ",
    "một. ",
    "<i>",
    "&lt;",
    "…",
    "{\\an8}",
]


@given(st.lists(st.sampled_from(PARTS), max_size=40).map("".join))
def test_any_file_keeps_its_places(raw: str) -> None:
    document = segment_blocks("a.srt", "vi", raw, read_blocks(raw, Extraction()))
    assert len(cue_times(document)) == len(document.sentences)
    for cue in read_cues(raw):
        assert all(line.end <= len(raw) for line in cue.lines)
    for start, end in cue_times(document):
        assert start >= 0 and end >= 0
