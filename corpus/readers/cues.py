"""Cues of subtitles: when lines are shown, as SubRip and WebVTT write it, and as people and scanners do.

The text of a SubRip cue goes on until the next number with its timing line, over blank lines too; that of a WebVTT cue
ends at the first empty line (W3C WebVTT, section 6).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from songngu.corpus.document import Span
from songngu.corpus.readers.extraction import Extraction

_LINE = re.compile(r"([^\r\n]*)(?:\r*\n|\r|\Z)")
_TIME = r"(?:(\d{1,4})[ \t]*:[ \t]*)?(\d{1,2})[ \t]*:[ \t]*(\d{1,2})(?:[ \t]*[.,:;][ \t]*(\d{1,3}))?"
_TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}(?!\d)")
# Other arrows make a timing line only where one is expected: "12:30 -> 13:00" may be said.
_ODD_TIMING = re.compile(
    rf"[ \t]*{_TIME}[ \t]*(?:[-–—−=~][ \t]*){{0,3}}(?:>|&gt;|→|-|–)[ \t]*{_TIME}[ \t]*(?:[A-Za-z]\w*:\S*[ \t]*)*$"
)
_HEAD = re.compile(r"\s*WEBVTT\b")
_ARROW = re.compile(r"[ \t]*\d.*-->")
_ASIDE = re.compile(r"(?:WEBVTT|NOTE|STYLE|REGION)\b")


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: when it is shown (milliseconds from the start) and where its lines stand in the file."""

    start: int
    end: int
    lines: tuple[Span, ...]


def read_cues(raw: str, extraction: Extraction) -> list[Cue]:
    """Return the cues of a file in its order; timing lines that cannot be read are warned of, their text is kept."""
    lines = [Span(match.start(1), match.end(1)) for match in _LINE.finditer(raw)]
    is_vtt = bool(_HEAD.match(raw))
    times = _times(raw, lines, extraction)
    cues: list[Cue] = []
    starts = [number for number, time in enumerate(times) if time]
    outside = list(range(starts[0] if starts else len(lines)))
    if not starts and raw.strip():
        extraction.warn("has no timing line, so no cue")
    for start, end in pairwise([*starts, len(lines)]):
        time = times[start] or (0, 0)
        stop = _text_end(raw, lines, start + 1, end, is_vtt=is_vtt)
        cues.append(Cue(*time, tuple(lines[start + 1 : stop])))
        outside.extend(range(stop, end))
    _tell_outside(raw, lines, times, outside, extraction, is_vtt=is_vtt)
    return cues


def clock(milliseconds: int) -> str:
    """Return a time as ``00:01:02.500``."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _times(raw: str, lines: Sequence[Span], extraction: Extraction) -> list[tuple[int, int] | None]:
    """Return for each line that is a timing line the times it holds."""
    times: list[tuple[int, int] | None] = []
    last = 0
    for number, line in enumerate(lines):
        match = _TIMING.match(raw, line.start, line.end)
        if match is None and _is_expected(raw, lines, number):
            match = _ODD_TIMING.match(raw, line.start, line.end)
        if match:
            times.append((_milliseconds(match.groups()[:4]), _milliseconds(match.groups()[4:])))
            last = max(times[-1] or (0, 0))
        elif _ARROW.match(raw, line.start, line.end) and _is_expected(raw, lines, number):
            extraction.warn(f"line {number + 1}: is no timing that can be read; its cue has the time of the one before")
            times.append((last, last))
        else:
            times.append(None)
    return times


def _is_expected(raw: str, lines: Sequence[Span], number: int) -> bool:
    """Tell whether a timing line may stand here: after the number of a cue, a blank line, or nothing."""
    before = raw[lines[number - 1].start : lines[number - 1].end].strip() if number else ""
    return not before or before.isdigit()


def _milliseconds(fields: Sequence[str | None]) -> int:
    hours, minutes, seconds, fraction = fields
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))


def _text_end(raw: str, lines: Sequence[Span], first: int, last: int, *, is_vtt: bool) -> int:
    """Return the number of the line after the text of a cue, which lies between its timing line and the next one."""
    shown = range(first, last)
    if is_vtt:
        end = next((number for number in shown if not len(lines[number])), last)
        if end < last:
            return end
    filled = [number for number in shown if raw[lines[number].start : lines[number].end].strip()]
    if filled and last < len(lines) and raw[lines[filled[-1]].start : lines[filled[-1]].end].strip().isdigit():
        filled.pop()
    return filled[-1] + 1 if filled else first


def _tell_outside(
    raw: str,
    lines: Sequence[Span],
    times: Sequence[object],
    outside: Sequence[int],
    extraction: Extraction,
    *,
    is_vtt: bool,
) -> None:
    """Note what stands in no cue: the head, notes and styles of WebVTT, the names of cues, text that no cue shows.

    The last is warned of: after an empty line inside a cue of WebVTT what follows is shown by no player.
    """
    block = -1
    for place, number in enumerate(outside):
        text = raw[lines[number].start : lines[number].end].strip()
        is_name = number + 1 < len(lines) and times[number + 1] is not None
        if not place or number != outside[place - 1] + 1 or not text:
            block = number + (not text)
        if text and not is_name and not text.isdigit() and not (is_vtt and _HEAD.match(text)):
            extraction.omit_span("the head or a note" if is_vtt else "text before the first cue", raw, lines[number])
            is_aside = is_vtt and (_ASIDE.match(raw, lines[block].start) or not any(times[:number]))
            if number == block and not is_aside and any(times):
                extraction.warn(f"line {number + 1}: is text that stands in no cue; it is left out")
