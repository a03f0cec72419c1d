"""Subtitles, SubRip (.srt) and WebVTT (.vtt): cues joined to sentences, their times kept.

A sentence that runs over several cues is one block, whose locator is the time from the first cue to the last. A line
that begins with a dash, and another voice, is another speaker's and a block of its own. Lines that are still on the
screen when the next cue begins, as automatic captions roll, are read once. Markup, positions, styles, notes and ruby
are left out.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right

from songngu.corpus.document import Block, BlockKind, Document, Span
from songngu.corpus.readers.cues import Cue, clock, read_cues
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.rendering import Rendering

_MARKUP = re.compile(
    r"<rt\b[^<>\n]{0,200}>(?P<ruby>[^<\n]*)(?:</rt>|(?=<))|<v(?:\.[^\s<>]{0,200})?\s(?P<voice>[^<>\n]{0,200})>"
    r"|</?(?:b|br|c|font|i|lang|rt|ruby|s|u|v)(?:[.\s/][^<>\n]{0,200})?>|<\d[\d:.]{0,20}>|\{\\[^{}\n]{0,200}\}|\\[Nnh]"
    r"|&(?:[a-zA-Z]{2,8}|#\d{1,7});",
    re.IGNORECASE,
)
_SPACE = re.compile(r"<br|\\[Nnh]", re.IGNORECASE)
_SPEAKER = re.compile(
    rf"(?:{_MARKUP.pattern.replace('?P<ruby>', '?:').replace('?P<voice>', '?:')}|[^\S\r\n])*?"
    r"(?:[-–—―‐]|(?:>|&gt;){2,3})[^\S\r\n]*(?=\S)",
    re.IGNORECASE,
)
# "MAI: Đi nào": who speaks, in capitals.
_LABEL = re.compile(r"(?:(?![a-zà-ỹđ])[^\W\d_]){2,}(?: (?:(?![a-zà-ỹđ])[^\W\d_])+){0,2}:(?=\s)")
_FINAL = re.compile(r"[.!?…。！？♪][\"'”’»)\]」』]*$")
_LONGEST_PAUSE = 3000
_LONGEST_GAP = 50


def read_blocks(raw: str, extraction: Extraction) -> list[Block]:
    """Return the sentences of the cues as blocks, each as far as the next cue that ends one."""
    turns = _Turns(raw, extraction)
    shown: list[str] = []
    last = 0
    for cue in read_cues(raw, extraction):
        lines = [_bare(raw[line.start : line.end]) for line in cue.lines]
        still = _still_shown(shown, lines) if cue.start - last <= _LONGEST_GAP else 0
        for number, line in enumerate(cue.lines):
            if number < still:
                extraction.omit_span("a line that is still on the screen", raw, line)
            else:
                turns.add(cue, line)
        shown, last = lines, max(last, cue.end)
    return turns.finish()


def _bare(line: str) -> str:
    return " ".join(_MARKUP.sub("", line).split())


def _still_shown(before: list[str], after: list[str]) -> int:
    """Return how many lines at the top of a cue were the last of the cue before."""
    before, filled = [line for line in before if line], [number for number, line in enumerate(after) if line]
    texts = [after[number] for number in filled]
    for count in range(min(len(before), len(texts)), 0, -1):
        if before[-count:] == texts[:count]:
            return filled[count - 1] + 1
    return 0


class _Turns:
    """Blocks in the making: what one speaker says, sentence by sentence."""

    def __init__(self, raw: str, extraction: Extraction) -> None:
        self._raw, self._extraction = raw, extraction
        self._blocks: list[Block] = []
        self._rendering = Rendering()
        self._first = self._last = 0
        self._voice = ""

    def add(self, cue: Cue, line: Span) -> None:
        """Add a line that a cue shows."""
        dash = _SPEAKER.match(self._raw, line.start, line.end)
        start = dash.end() if dash else line.start
        is_late = cue.start - self._last > _LONGEST_PAUSE
        is_labelled = bool(_LABEL.match(_bare(self._raw[start : line.end])))
        if dash or is_labelled or is_late or _ends(self._rendering.tail(), self._raw[start : line.end]):
            self._flush()
        self._begin(cue)
        self._rendering.add_space()
        self._add_text(cue, Span(start, line.end))

    def finish(self) -> list[Block]:
        """Return the blocks."""
        self._flush()
        return self._blocks

    def _begin(self, cue: Cue) -> None:
        if not self._rendering:
            self._first = cue.start

    def _flush(self) -> None:
        if self._rendering:
            place = f"{clock(self._first)} --> {clock(max(self._first, self._last))}"
            self._blocks.append(Block(BlockKind.PARAGRAPH, self._rendering.finish(), 0, place))
            self._rendering = Rendering()

    def _add_text(self, cue: Cue, line: Span) -> None:
        raw, position = self._raw, line.start
        for mark in _MARKUP.finditer(raw, line.start, line.end):
            self._add_run(cue, Span(position, mark.start()))
            position = mark.end()
            if mark["voice"] is not None:
                self._speak(cue, mark["voice"].strip())
            elif mark["ruby"] is not None:
                self._extraction.omit_span("ruby", raw, Span(*mark.span("ruby")))
            elif mark[0][0] == "&":
                self._rendering.add_whole(html.unescape(mark[0]), Span(*mark.span()))
            elif _SPACE.match(mark[0]):
                self._rendering.add_space()
        self._add_run(cue, Span(position, line.end))

    def _add_run(self, cue: Cue, place: Span) -> None:
        self._rendering.add_run(self._raw[place.start : place.end], place.start)
        if self._rendering:
            self._last = cue.end

    def _speak(self, cue: Cue, voice: str) -> None:
        if voice != self._voice:
            self._flush()
            self._begin(cue)
        self._voice = voice


def cue_times(document: Document) -> list[tuple[int, int]]:
    """Return for each sentence when it is shown, from its first cue to its last, in milliseconds."""
    lines = [(line, cue) for cue in read_cues(document.raw, Extraction()) for line in cue.lines]
    starts = [line.start for line, _ in lines]
    times = []
    for sentence in document.sentences:
        span = sentence.span
        cues = [cue for _, cue in lines[bisect_right(starts, span.start) - 1 : bisect_left(starts, span.end)]]
        times.append((cues[0].start, max(cue.end for cue in cues)))
    return times


def _ends(tail: str, following: str) -> bool:
    """Decide whether a sentence ends with a line; three dots end none that the next line goes on with."""
    if not _FINAL.search(tail):
        return False
    start = _MARKUP.sub("", following).lstrip()[:1]
    return not (tail.endswith(("…", "...")) and (start.islower() or start in (".", "…")))
