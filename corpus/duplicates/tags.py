"""The tags of a text with markup: seen past where copies are compared, kept in pairs where text is cut out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from songngu.corpus.document import Document, Span
from songngu.corpus.readers import reader_named

_TAG = re.compile(
    r"""<!--.*?-->|<(?P<code>script|style)\b.*?</(?P=code)\s*>"""
    r"""|<(?P<end>/?)(?P<name>[a-z][\w:-]*)(?=[\s/>])(?:[^<>"']|"[^"]*"|'[^']*')*>""",
    re.DOTALL | re.IGNORECASE,
)
_TAGGED = frozenset({"html", "subtitles"})
# What a reader sees though it is no text: another picture is another passage.
_SHOWN = frozenset({"audio", "canvas", "embed", "iframe", "img", "input", "object", "svg", "video"})
_VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
# A table with a cell less has its other cells in other columns.
_GRID = frozenset({"table", "tbody", "td", "tfoot", "th", "thead", "tr"})
_HOLDERS = (
    "a|abbr|b|blockquote|cite|code|dd|del|div|dl|dt|em|figcaption|font|h[1-6]|i|ins|kbd|li|mark|ol|p|q|s|section|small|"
    "span|strong|sub|sup|u|ul"
)
_NOT_LINE_END = re.compile(r"[^\r\n]")
# Unicode keeps these for the use inside of programs; a text holds none.
_MARK = "\ufdd0"
_EMPTIED = re.compile(rf"<({_HOLDERS})(?:\s[^<>]*)?>\s*(?:{_MARK}\s*)+</\1\s*>", re.IGNORECASE)
_LINE = re.compile(rf"(?:(?<=[\r\n])|\A)[ \t]*(?:{_MARK}[ \t]*)+(?:\r\n|\r|\n|\Z)")
_LAST = re.compile(rf"[ \t]*{_MARK}(?=[ \t]*(?:[\r\n<]|\Z))")
_ANY = re.compile(rf"{_MARK}[ \t]*")
_END = r"(?:\r\n|\r|\n)"
_TIMING = r"[ \t]*+\d++[ \t]*+:[ \t]*+\d[^\r\n>]*+>[^\r\n]*+"
# A number stands over any timing line, a name only after a blank line: else it is text of the cue before.
_NAME = rf"(?:[ \t]*+\d++[ \t]*+{_END}|(?:\A|(?<=\n\n)|(?<=\r\r)|(?<=\n\r\n))[^\r\n]++{_END})"
_SPOKEN = rf"(?=[^\r\n]*{_MARK})(?:<[^<>\r\n]*+>|\{{\\[^{{}}\r\n]*+\}}|[-–—―‐> \t]|{_MARK})++(?:{_END}|\Z)"
_BLANK = rf"(?:[ \t]*+{_END})*+"
_CUE = re.compile(
    rf"(?:(?<=[\r\n])|\A){_NAME}?{_TIMING}{_END}{_BLANK}(?:{_SPOKEN}{_BLANK})++"
    rf"(?=\Z|{_TIMING}|[^\r\n]*+{_END}{_TIMING}|(?:NOTE|STYLE|REGION)\b)"
)


def has_tags(document: Document) -> bool:
    """Tell whether the reader of a document took tags for markup."""
    return bool(document.blocks) and reader_named(document.path) in _TAGGED


def without_tags(document: Document) -> str:
    """Return the text of the file with a space for each character of its tags, so that all places stay what they are.

    Tags that a reader sees, as pictures are, stay, and so do those that stand in the text itself.
    """
    raw = document.raw
    if not has_tags(document):
        return raw
    pieces = sorted((piece.raw.start, piece.raw.end) for block in document.blocks for piece in block.content.pieces)

    def blank(tag: re.Match[str]) -> str:
        before = bisect_right(pieces, (tag.start(), len(raw))) - 1
        is_text = before >= 0 and tag.start() < pieces[before][1]
        is_seen = tag["code"] or (tag["name"] or "").lower() in _SHOWN
        return tag[0] if is_text or is_seen else _NOT_LINE_END.sub(" ", tag[0])

    return _TAG.sub(blank, raw)


def without_tagged(raw: str, spans: Iterable[Span]) -> str:
    """Return a text without some stretches, which are in order and apart, and without the elements that held no more.

    A tag whose partner is not inside of a stretch stays, so that what was well-formed is so still; tables keep their
    cells. A cue of subtitles whose text is gone goes with its number and time; the others keep theirs.
    """
    parts, done = [], 0
    for span in spans:
        for cut in _between_tags(raw, span):
            parts += [raw[done : cut.start], _MARK]
            done = cut.end
    text, before = "".join((*parts, raw[done:])), ""
    while text != before:
        text, before = _EMPTIED.sub(_MARK, text), text
    return _ANY.sub("", _LAST.sub("", _LINE.sub("", _CUE.sub("", text))))


def _between_tags(raw: str, span: Span) -> Iterator[Span]:
    """Yield the parts of a stretch between the tags that are to stay."""
    start = span.start
    for tag in _staying(raw, span):
        if start < tag.start():
            yield Span(start, tag.start())
        start = tag.end()
    if start < span.end:
        yield Span(start, span.end)


def _staying(raw: str, span: Span) -> list[re.Match[str]]:
    """Return the tags of a stretch whose partners are outside of it, those of tables, scripts and styles, in order."""
    staying: list[re.Match[str]] = []
    begun: list[re.Match[str]] = []
    for tag in _TAG.finditer(raw, span.start, span.end):
        name = (tag["name"] or "").lower()
        if tag["code"] or name in _GRID:
            staying.append(tag)
        elif not name or name in _VOID or tag[0].endswith("/>"):
            continue
        elif not tag["end"]:
            begun.append(tag)
        elif any(each["name"].lower() == name for each in begun):
            while begun.pop()["name"].lower() != name:
                pass
        else:
            staying.append(tag)
    return sorted((*staying, *begun), key=lambda tag: tag.start())
