"""The source of an HTML page as tags and runs of text, each with its place in the file.

lxml builds the tree but forgets where things stood; so it is given a skeleton in which each tag and each run of text
is a number, and the numbers lead back here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from songngu.corpus.document import Span
from songngu.corpus.readers.rendering import Rendering

_TAG = re.compile(
    r"""<(?:
      !--(?:>|->|.*?(?:--!?>|\Z))
    | !\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)
    | [!?][^>]*+(?:>|\Z)
    | (?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:_.-]*+)
      (?P<rest>(?:[^>"'=]|=\s*+(?:"[^"]{0,20000}+"|'[^']{0,20000}+')|[="'])*+)(?:>|\Z)
    )""",
    re.VERBOSE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_ENTITY = re.compile(r"&(?:#[xX][0-9a-fA-F]+|#[0-9]+|[a-zA-Z][a-zA-Z0-9]*);?")
_VOID_NAMES = """
area base br col embed hr img input link meta param source track wbr
"""
_VOID = frozenset(_VOID_NAMES.split())
_UNREAD_NAMES = """
audio canvas iframe math noembed noframes noscript script style svg template textarea video
"""
_UNREAD = frozenset(_UNREAD_NAMES.split())
_OPEN, _CLOSE = "\ue000", "\ue001"
PLACEHOLDER = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
"""What stands for a run of text in the skeleton: its number."""


@dataclass(frozen=True)
class Tag:
    """A start tag: its name in lower case and where what follows the name stands in the file."""

    name: str
    raw: str = field(repr=False)
    rest: Span

    @property
    def start(self) -> int:
        """Where the tag begins."""
        return self.rest.start - len(self.name) - 1

    @cached_property
    def attributes(self) -> dict[str, Span]:
        """Where the value of each attribute stands; the first of two alike counts, as in a browser."""
        found: dict[str, Span] = {}
        for match in _ATTRIBUTE.finditer(self.raw, self.rest.start, self.rest.end):
            number = match.lastindex or 1
            place = Span(*match.span(number)) if number > 1 else Span(match.end(), match.end())
            found.setdefault(match[1].lower(), place)
        return found

    def value(self, *names: str) -> str:
        """Return the value of the first attribute of ``names`` there is, entities resolved, else an empty text."""
        for name in names:
            place = self.attributes.get(name)
            if place:
                return html.unescape(self.raw[place.start : place.end])
        return ""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A page without its texts: markup for lxml, the start tags (attribute ``s``) and runs of text by number.

    ``unread`` are the elements that are never text, by name (empty for a comment).
    """

    markup: str
    tags: tuple[Tag, ...]
    runs: tuple[Span, ...]
    unread: tuple[tuple[str, Span], ...] = ()


def skeleton(raw: str) -> Skeleton:
    """Return the skeleton of a page; what is never text (scripts, styles, drawings, comments) is left out."""
    parts: list[str] = []
    tags: list[Tag] = []
    runs: list[Span] = []
    unread: list[tuple[str, Span]] = []
    is_xml = raw.lstrip("\ufeff \t\r\n").startswith("<?xml") or 'xmlns="http://www.w3.org/1999/xhtml"' in raw[:2000]
    position = 0
    for start, end, name, rest in _tokens(raw, is_xml=is_xml):
        if start > position:
            parts.append(_run(raw, Span(position, start), runs))
        position = end
        if rest is None:
            if raw.startswith("</", start):
                # Text after the end of the page is text of the page; lxml would drop it.
                parts.append(f"</{name}>" if name not in ("html", "body") else "")
            elif name or raw.startswith("<!--", start):
                unread.append((name, Span(start, end)))
            continue
        parts.append(f'<{name} s="{len(tags)}">')
        tags.append(Tag(name, raw, rest))
        if is_xml and raw.startswith("/>", end - 2) and name not in _VOID:
            parts.append(f"</{name}>")
    if position < len(raw):
        parts.append(_run(raw, Span(position, len(raw)), runs))
    return Skeleton("".join(parts), tuple(tags), tuple(runs), tuple(unread))


def _run(raw: str, place: Span, runs: list[Span]) -> str:
    text = raw[place.start : place.end]
    if text.isspace():
        return " " if "\n" not in text else "\n"
    runs.append(place)
    return f"{_OPEN}{len(runs) - 1}{_CLOSE}"


def _tokens(raw: str, *, is_xml: bool) -> Iterator[tuple[int, int, str, Span | None]]:
    """Yield tags as start, end, name, and for a start tag the place of its attributes; unread elements have none."""
    position = 0
    while match := _TAG.search(raw, position):
        start, end = match.span()
        name = (match["name"] or "").lower()
        if match["cdata"] is not None:
            yield start, match.start("cdata"), "", None
            yield match.end("cdata"), end, "", None
        elif name in _UNREAD and not match["close"]:
            # HTML closes drawings and formulas with "/>", XML anything.
            if not (match["rest"].endswith("/") and (is_xml or name in ("svg", "math"))):
                end = _closing(raw, name, end)
            yield start, end, name, None
        else:
            yield start, end, name, None if match["close"] or not name else Span(*match.span("rest"))
        position = end


def _closing(raw: str, name: str, start: int) -> int:
    """Return the end of the tag that closes an unread element, or of the file."""
    match = re.compile(rf"</{name}\b[^>]*>", re.IGNORECASE).search(raw, start)
    return match.end() if match else len(raw)


def add_text(rendering: Rendering, raw: str, place: Span) -> None:
    """Add a run of text to what a reader sees, entities resolved and white space collapsed."""
    position = place.start
    for match in _ENTITY.finditer(raw, place.start, place.end):
        meaning = html.unescape(match[0])
        if meaning == match[0]:
            continue
        rendering.add_run(raw[position : match.start()], position)
        rendering.add_whole(meaning, Span(*match.span()))
        position = match.end()
    rendering.add_run(raw[position : place.end], position)
