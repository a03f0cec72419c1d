"""Plain text that was taken from pages: where they end, and the text without what stands on each beside it.

Pages end at form feeds, as ``pdftotext`` writes them, or at lines that are nothing but a number which counts up.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from songngu.corpus.document import Span
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.furniture import REASON, furniture, page_number

Group = list[Span]
GoesOn = Callable[[Span, Span], bool]

_FEED = "\f"


def without_furniture(raw: str, groups: list[Group], goes_on: GoesOn, extraction: Extraction) -> list[Group]:
    """Return groups of lines without running heads and page numbers; a sentence goes on over the end of a page."""
    starts = _page_starts(raw, groups, goes_on)
    if len(starts) < 2:
        return groups
    pages: list[list[Span]] = [[] for _ in starts]
    for group in groups:
        for line in group:
            pages[bisect_right(starts, line.start) - 1].append(line)
    marked = furniture([[raw[line.start : line.end] for line in page] for page in pages], extraction.lang)
    left_out = {pages[page][line] for page, line in marked}
    for line in sorted(left_out):
        extraction.omit_span(REASON, raw, line)
    kept = [[line for line in group if line not in left_out] for group in groups]
    return list(_joined([group for group in kept if group], starts, goes_on))


def _joined(groups: list[Group], starts: Sequence[int], goes_on: GoesOn) -> Iterator[Group]:
    """Yield the groups, each with the next where a page ends between them and a sentence goes on."""
    lines: Group = []
    for group in groups:
        is_over = lines and bisect_right(starts, lines[-1].start) < bisect_right(starts, group[0].start)
        if is_over and goes_on(lines[-1], group[0]):
            lines.extend(group)
            continue
        if lines:
            yield lines
        lines = list(group)
    if lines:
        yield lines


def _page_starts(raw: str, groups: list[Group], goes_on: GoesOn) -> list[int]:
    """Return where the pages of a text start, the first at 0; only one where it has no pages."""
    feeds = [place for place, char in enumerate(raw) if char == _FEED] if _FEED in raw else []
    if feeds:
        return [0, *(place + 1 for place in feeds if raw[place:].strip())]
    numbers = _counted(raw, groups, goes_on)
    if not numbers:
        return [0]
    if numbers[0] == groups[0][0]:
        return [0, *(line.start for line in numbers[1:])]
    return [0, *(line.end for line in numbers if raw[line.end :].strip())]


def _counted(raw: str, groups: list[Group], goes_on: GoesOn) -> list[Span]:
    """Return the lines that are page numbers: alone between blank lines, each one more than the last.

    A text whose parts are numbered looks alike; so bare numbers count only where a sentence goes on over one of them.
    """
    alone = [(number, group[0]) for number, group in enumerate(groups) if len(group) == 1]
    told = [(number, line, page_number(raw[line.start : line.end])) for number, line in alone]
    chain: list[tuple[int, Span]] = []
    sure = 0
    expected = None
    for number, line, value in told:
        if value is not None and (expected is None or value.value == expected):
            chain.append((number, line))
            sure += value.is_sure
            expected = value.value + 1
    if len(chain) < 3 and (len(chain) < 2 or sure < 2):
        return []
    if sure == len(chain) or any(_is_crossed(groups, number, goes_on) for number, _ in chain):
        return [line for _, line in chain]
    return []


def _is_crossed(groups: list[Group], number: int, goes_on: GoesOn) -> bool:
    """Tell whether a sentence goes on over a group and one more line beside it, a running head."""
    for first, last in ((number - 1, number + 1), (number - 2, number + 1), (number - 1, number + 2)):
        if first >= 0 and last < len(groups) and goes_on(groups[first][-1], groups[last][0]):
            return True
    return False
