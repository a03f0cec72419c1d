"""TAG: what a program reads in a segment (tags, placeholders, addresses) is the same on both sides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape

from songngu.corpus.language.message import Message
from songngu.glossary.finding import Severity
from songngu.glossary.rules.rule import Example, Issue, Row, Rule

# A tag, or a numbered one; what stands in it are attributes with values.
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]*|\d{1,3})(?P<rest>(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))*)"
    r"\s*(?P<empty>/?)>"
)
_ENTITY = re.compile(r"&(?:[a-zA-Z]+|#\d+|#x[0-9A-Fa-f]+);")
# What is surely markup without a partner as well; other names of HTML (file, path, title) are words of usage lines too.
_KNOWN = re.compile(
    r"a|b|big|br|code|div|em|font|h[1-6]|hr|i|img|kbd|li|ol|p|pre|small|span|strong|sub|sup|u|ul|wbr", re.IGNORECASE
)
_URL = re.compile(r"(?:https?|ftp)://[^\s<>\"“”«»]+|(?<![\w/.])www\.[^\s<>\"“”«»]+", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_TAIL = ".,;:!?'’)]*_…"


def _same(
    pattern: re.Pattern[str], signs: tuple[str, ...], what: str, hints: str, tail: str = ""
) -> Callable[[Row], Iterator[Issue]]:
    """Return the check that both sides hold the same stretches of ``pattern``, as often.

    Only a text with one of the ``signs`` can hold any.
    """

    def read(text: str) -> list[tuple[str, int]]:
        return [(found[0].rstrip(tail), found.start()) for found in pattern.finditer(text)]

    def check(row: Row) -> Iterator[Issue]:
        if not row.rendered or not any(sign in row.source or sign in row.target for sign in signs):
            return
        yield from _differing(read(row.source), read(row.target), what, hints)

    return check


def _differing(ours: list[tuple[str, int]], theirs: list[tuple[str, int]], what: str, hint: str) -> Iterator[Issue]:
    """Yield what stands on one side more often than on the other, texts with their places."""
    wanted, given = Counter(text for text, _ in ours), Counter(text for text, _ in theirs)
    missing, added = wanted - given, given - wanted
    for text in missing:
        at = next(place for other, place in ours if other == text)
        near = next((place for other, place in theirs if added[other]), None)
        mark = None if near is None else (near, near + len(next(o for o, p in theirs if p == near)))
        message = Message("{what} “{text}” is missing or altered", what=Message(what), text=text)
        yield Issue("target", message, hint, source_mark=(at, at + len(text)), target_mark=mark)
    if not missing:
        for text in added:
            at = next(place for other, place in reversed(theirs) if other == text)
            message = Message("{what} “{text}” is not in the source", what=Message(what), text=text)
            yield Issue("target", message, hint, target_mark=(at, at + len(text)))


def _tags(row: Row) -> Iterator[Issue]:
    """Compare tags and entities: ``<file>`` is a word of the text where it has no partner and no attribute."""
    if not row.rendered or not any(sign in row.source or sign in row.target for sign in "<&"):
        return
    closed = {found["name"] for text in (row.source, row.target) for found in _TAG.finditer(text) if found["close"]}

    def read(text: str, other: str) -> list[tuple[str, int]]:
        tags = [(found[0], found.start()) for found in _TAG.finditer(text) if _is_tag(found, closed)]
        entities = ((found[0], found.start()) for found in _ENTITY.finditer(text))
        return [*tags, *((text, at) for text, at in entities if unescape(text) == text or unescape(text) not in other)]

    yield from _differing(
        read(row.source, row.target), read(row.target, row.source), "the tag", "keep every tag as it is"
    )


def _is_tag(found: re.Match[str], closed: set[str]) -> bool:
    name = found["name"]
    marked = found["close"] or found["empty"] or found["rest"] or name.isdigit()
    return bool(marked) or name in closed or _KNOWN.fullmatch(name) is not None


RULES = (
    Rule(
        "TAG001",
        "markup",
        Severity.ERROR,
        "Tags and character entities of a segment are the same on both sides, in any order. In documents the markup is "
        "read away before; this is for bitexts that hold it. <file> is text where it has no partner and no attribute.",
        (
            Example("", "Bấm <b>Lưu</b>.", "Press <b>Save.", True),
            Example("", "Bấm <b>Lưu</b>.", "Press <b>Save</b>.", False),
        ),
        _tags,
    ),
    Rule(
        "TAG003",
        "web address",
        Severity.WARNING,
        "Web addresses are the same on both sides, character by character.",
        (
            Example("", "Xem https://vi-du.example/gia.", "See https://vi-du.example/price.", True),
            Example("", "Xem https://vi-du.example/gia.", "See https://vi-du.example/gia.", False),
        ),
        _same(
            _URL,
            ("://", "www.", "WWW."),
            "the address",
            "keep the address, unless the target has a page of its own",
            _TAIL,
        ),
    ),
    Rule(
        "TAG004",
        "e-mail address",
        Severity.ERROR,
        "E-mail addresses are the same on both sides, character by character.",
        (
            Example("", "Gửi tới thu@vi-du.example.", "Write to thu@vidu.example.", True),
            Example("", "Gửi tới thu@vi-du.example.", "Write to thu@vi-du.example.", False),
        ),
        _same(_MAIL, ("@",), "the address", "keep the address as it is"),
    ),
)
