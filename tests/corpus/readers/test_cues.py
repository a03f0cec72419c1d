"""When the lines of subtitles are shown."""

import pytest

from songngu.corpus.readers.cues import clock, read_cues
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.subtitles import read_blocks


def said(raw: str, extraction: Extraction | None = None) -> list[str]:
    return [block.content.text for block in read_blocks(raw, extraction or Extraction())]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_a_blank_line_ends_no_cue_of_subrip(end: str) -> None:
    raw = "1|00:00:01,000 --> 00:00:02,000||Ra vườn||hái 10|quả cam.|||2|00:00:03,000 --> 00:00:04,000|Ngọt quá.||12|"
    assert said(raw.replace("|", end)) == ["Ra vườn hái 10 quả cam.", "Ngọt quá.", "12"]


def test_what_stands_outside_of_the_cues_of_webvtt_is_told() -> None:
    extraction = Extraction()
    raw = (
        "WEBVTT\nKind: captions\n\nNOTE để sau\n\na\n00:01.000 --> 00:02.000\nRa vườn.\n\nlạc loài\nhai dòng\n\n"
        "NOTE cũng\nđể sau\n\n00:03.000 --> 00:04.000\nHết.\n"
    )
    assert said(raw, extraction) == ["Ra vườn.", "Hết."]
    left_out = ["Kind: captions", "NOTE để sau", "lạc loài", "hai dòng", "NOTE cũng", "để sau"]
    assert [omission.text for omission in extraction.omissions] == left_out
    assert extraction.warnings == ["line 10: is text that stands in no cue; it is left out"]


def test_text_before_the_first_cue_of_subrip_is_told() -> None:
    extraction = Extraction()
    assert said("\nPhụ đề của Na\n\n1\n00:00:01,000 --> 00:00:02,000\nĐi.\n", extraction) == ["Đi."]
    assert extraction.warnings == ["line 2: is text that stands in no cue; it is left out"]


@pytest.mark.parametrize(
    "timing",
    [
        "00:00:05:000 --> 00:00:06:000", "00:00:05 --> 00:00:06", "00 : 00 : 05 , 000-->00:00:06,000",
        "00:00:05,000 -> 00:00:06,000", "00:00:05.000 —> 00:00:06.000", "00:00:05,000 → 00:00:06,000",
        "00:00:05,000 --&gt; 00:00:06,000", "00:00:05,000 --> 00:00:06,000 X1:40 X2:600", "0:05.0 --> 0:06.0",
        "00:00:05,000 - 00:00:06,000",
    ],
)  # fmt: skip
def test_timing_lines_as_they_are_written(timing: str) -> None:
    extraction = Extraction()
    cues = read_cues(f"1\n{timing}\nĐi.\n", extraction)
    assert [(cue.start, cue.end, len(cue.lines)) for cue in cues] == [(5000, 6000, 1)]
    assert not extraction.warnings


def test_a_time_that_is_said_is_no_timing_line_and_one_that_is_damaged_is_told() -> None:
    raw = "1\n00:00:01,000 --> 00:00:02,000\nca chiều\n12:30 -> 13:00\n\n2\n00:00:0x --> 00:00:03,000\nnghỉ.\n"
    extraction = Extraction()
    assert said(raw, extraction) == ["ca chiều 12:30 -> 13:00 nghỉ."]
    assert extraction.warnings == ["line 7: is no timing that can be read; its cue has the time of the one before"]


@pytest.mark.parametrize(
    ("milliseconds", "text"), [(0, "00:00:00.000"), (3723045, "01:02:03.045"), (360000000, "100:00:00.000")]
)
def test_clock(milliseconds: int, text: str) -> None:
    assert clock(milliseconds) == text
