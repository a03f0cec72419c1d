"""Plain text: a paragraph a line, or lines that were wrapped, at some width or by hand, and belong together.

Of text taken from printed pages, running heads and page numbers are left out, hyphenation is undone, and the entries of
a table of contents stand each for itself, without their page numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from songngu.corpus.document import Block, BlockKind, MappedText, Span
from songngu.corpus.readers.contents import BULLET, CONTENTS_PAGE, entry, without_bullet
from songngu.corpus.readers.extraction import Extraction, Wrap
from songngu.corpus.readers.hyphenation import Hyphenation
from songngu.corpus.readers.ornaments import is_rule
from songngu.corpus.readers.pages import without_furniture

_LINE = re.compile(r"([^\r\n\f]*)(?:\r\n?|\n|\f|\Z)")
_FINAL = re.compile(r"[.!?…:;。！？][\"'”’»)\]」』]*$")
_END = re.compile(r"[.!?…。！？][\"'”’»)\]」』]*(?:\s|$)")
_BULLET = re.compile(r"[-*•–—‣◦·]\s|\(?\d{1,3}[.)]\s|[^\W\d_]\)\s")
# A name of a program ("load:", "useStore()") begins small as well.
_FIRST_WORD = re.compile(r"([^\W\d_]++)(?![\w(=:]|\.\S)")
_BROKEN_WORD = re.compile(r"[^\W\d_]{2,}[-\u2010\u00ad\u00ac]$")
_BROKEN_RANGE = re.compile(r"\d[-–]$")
_WIDTHS = range(40, 121)
_EVIDENCE = 5000
# Words that end no line by themselves: what they belong to follows.
_OPEN_WORDS = {
    "en": """
        a an and are as at be been but by can could dr for from had has have if in into is may might mr mrs must nor not
        of on or shall should than that the to was were which who whose will with would
    """,
    "vi": """
        bằng bị chưa cho của cùng do dưới đã đang để được hoặc không là mà mọi mỗi như nhưng những ở rằng sẽ tại theo
        thì trên trong từ và về vì với các
    """,
}


def read_blocks(raw: str, extraction: Extraction) -> list[Block]:
    """Return the paragraphs of a plain text; with ``Wrap.KEEP`` each line is one."""
    groups = list(line_groups(raw))
    if extraction.wrap is Wrap.KEEP:
        return [_block(MappedText.verbatim(raw, line)) for group in groups for line in group]
    groups = [part for group in groups for part in _between_rules(raw, group, extraction)]
    joins = _Joins(raw, extraction.lang, groups)
    groups = without_furniture(raw, groups, joins.goes_on, extraction)
    hyphenation = Hyphenation(raw, extraction.lang)
    return [_paragraph(raw, lines, hyphenation, extraction) for group in groups for lines in joins.paragraphs(group)]


def _between_rules(raw: str, group: list[Span], extraction: Extraction) -> Iterator[list[Span]]:
    """Yield the lines between those that are drawn, which underline a heading, part chapters or frame a table."""
    part: list[Span] = []
    for line in group:
        if not is_rule(raw[line.start : line.end]):
            part.append(line)
            continue
        extraction.omit_span("a drawn rule", raw, line)
        if part:
            yield part
            part = []
    if part:
        yield part


def line_groups(raw: str) -> Iterator[list[Span]]:
    """Yield the lines that hold text, trimmed, in groups between blank lines."""
    group: list[Span] = []
    for match in _LINE.finditer(raw):
        line = match[1].strip()
        if line:
            start = match.end(1) - len(match[1].lstrip())
            group.append(Span(start, start + len(line)))
        elif group:
            yield group
            group = []
    if group:
        yield group


class _Joins:
    """Which lines of a text go on with the next."""

    def __init__(self, raw: str, lang: str, groups: list[list[Span]]) -> None:
        self._raw = raw
        self._open_words = frozenset(_OPEN_WORDS.get(lang.lower()[:2], "").split())
        self._width = wrap_width(raw, groups)

    def paragraphs(self, group: list[Span]) -> Iterator[list[Span]]:
        """Yield the paragraphs of the lines between two blank lines."""
        width = self._width or self._own_width(group)
        is_ragged = width is None and self._is_ragged(group)
        lines = [group[0]]
        for before, line in pairwise(group):
            if is_ragged and len(lines) > 1 and not self._is_closed(before, line):
                lines.append(line)
                continue
            if self._parts(lines[0], before, line, width):
                yield from self._prose(lines, width)
                lines = []
            lines.append(line)
        yield from self._prose(lines, width)

    def _prose(self, lines: list[Span], width: int | None) -> Iterator[list[Span]]:
        """Yield lines together where their lengths say that they were wrapped, or where they read as sentences.

        Verses and lists of words go on in small letters too, but do not begin with a capital and end with a stop.
        """
        first, last = lines[0], lines[-1]
        if width is not None or len(lines) == 1:
            yield lines
        elif self._is_small(first) or not _END.search(self._raw, last.start, last.end):
            yield from ([line] for line in lines)
        else:
            yield lines

    def goes_on(self, before: Span, line: Span) -> bool:
        """Decide whether a sentence that a line leaves open goes on with another, whatever their lengths are."""
        if self._is_closed(before, line):
            return False
        return self._is_small(line) or self._is_open(self._raw[before.start : before.end], self._raw[line.start])

    def _is_closed(self, before: Span, line: Span) -> bool:
        """Tell whether a line ends as a sentence does, or the next one begins an item of a list."""
        return bool(_FINAL.search(self._raw, before.start, before.end)) or self._begins_item(line)

    def _is_ragged(self, group: list[Span]) -> bool:
        """Tell whether lines are prose broken by hand: most go on in small letters, the last one ends a sentence.

        In such a paragraph a line may also break before a name.
        """
        if self._is_small(group[0]) or not _END.search(self._raw, group[-1].start, group[-1].end):
            return False
        left_open = [(before, line) for before, line in pairwise(group) if not self._is_closed(before, line)]
        going_on = sum(self.goes_on(before, line) for before, line in left_open)
        return going_on >= max(2, 0.6 * len(left_open))

    def _parts(self, first: Span, before: Span, line: Span, width: int | None) -> bool:
        """Decide whether a paragraph ends between two lines that follow each other."""
        if entry(self._raw, before) or entry(self._raw, line):
            return True
        if width is None:
            return not self.goes_on(before, line)
        if self._begins_item(line):
            # A number that a sentence breaks before, "tháng" / "7. Sau", begins none.
            is_open = self._is_full(before, line, width) and not _FINAL.search(self._raw, before.start, before.end)
            return not (is_open and self._raw[line.start].isdigit() and not self._begins_item(first))
        if len(before) >= 0.7 * width or self.goes_on(before, line):
            return False
        return bool(_FINAL.search(self._raw, before.start, before.end)) or not self._is_small(line)

    def _own_width(self, group: list[Span]) -> int | None:
        """Return the width a group is wrapped at by its own witness, however short it is, or None."""
        breaks = list(pairwise(group))
        width = max(len(line) for line in group)
        if len(breaks) < 2 or not _END.search(self._raw, group[-1].start, group[-1].end):
            return None
        full = all(self._is_full(a, b, width) for a, b in breaks)
        return width if full and any(self.goes_on(a, b) for a, b in breaks) else None

    def _is_full(self, line: Span, following: Span, width: int) -> bool:
        """Tell whether the first word of the next line would not have fitted."""
        word = self._raw[following.start : following.end].split(None, 1)[0]
        return len(line) + 1 + len(word) > width

    def _begins_item(self, line: Span) -> bool:
        return bool(_BULLET.match(self._raw, line.start, line.end))

    def _is_small(self, line: Span) -> bool:
        word = _FIRST_WORD.match(self._raw, line.start, line.end)
        return word is not None and word[1].islower()

    def _is_open(self, text: str, following: str) -> bool:
        """Tell whether a line ends in the middle of a word or a range, or with a word that ends no line."""
        word = text.rsplit(None, 1)[-1]
        if following.isdigit() and _BROKEN_RANGE.search(word):
            return True
        return word.lower() in self._open_words or (len(text) > len(word) and bool(_BROKEN_WORD.search(word)))


def wrap_width(raw: str, groups: Iterable[list[Span]]) -> int | None:
    """Return the width the text is wrapped at, or None where a line is a paragraph.

    Wrapped lines are full (the next word would not have fitted), seldom end a sentence, and often break it before a
    word in lower case; one long line, a URL say, does not make a text unwrapped.
    """
    pairs = (pair for group in groups for pair in pairwise(group))
    breaks = [(raw[a.start : a.end], raw[b.start : b.end]) for a, b in islice(pairs, _EVIDENCE)]
    if not breaks:
        return None
    lengths = sorted(len(line) for line, _ in breaks)
    width = lengths[len(lengths) * 49 // 50]
    if width not in _WIDTHS:
        return None
    full = sum(len(line) + 1 + len(after.split(None, 1)[0]) > width for line, after in breaks)
    open_ended = sum(not _FINAL.search(line) for line, _ in breaks)
    lower = sum(after[0].islower() or not after[0].isalpha() for _, after in breaks)
    is_wrapped = full >= 0.7 * len(breaks) and open_ended >= 0.6 * len(breaks) and lower >= 0.4 * len(breaks)
    return width if is_wrapped else None


def _paragraph(raw: str, lines: list[Span], hyphenation: Hyphenation, extraction: Extraction) -> Block:
    """Return the block of ``lines``: one of a table of contents loses its page number."""
    first = without_bullet(raw, lines[0])
    extraction.omit_span(BULLET, raw, Span(lines[0].start, first.start))
    lines = [first, *lines[1:]]
    found = entry(raw, first) if len(lines) == 1 else None
    if found is None:
        return _block(hyphenation.join(lines, extraction))
    extraction.omit_span(CONTENTS_PAGE, raw, Span(found.end, lines[0].end))
    return _block(MappedText.verbatim(raw, found))


def _block(content: MappedText) -> Block:
    return Block(BlockKind.PARAGRAPH, content)
