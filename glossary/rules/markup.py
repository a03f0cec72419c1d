"""TAG: what a program reads in a segment (tags, placeholders, addresses) is the same on both sides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator

from songngu.glossary.finding import Severity
from songngu.glossary.rules.rule import Example, Issue, Row, Rule

_TAG = re.compile(r"</?[A-Za-z][\w:.-]*(?:\s[^<>]*)?/?>|&(?:[a-z]+|#\d+);", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"\{\{[^{}]+\}\}|\$\{[^{}]+\}|(?<![\w{$])\{[\w.:!-]*\}(?!\})"
    r"|%(?:\([\w.]+\)|\d+\$)[-#0 +]*\d*(?:\.\d+)?[sdifxgcu]|(?<![\w%])%(?:l?[sdiu]|@|\d+(?!\w|[.,%]))(?!\w)"
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
        ours, theirs = read(row.source), read(row.target)
        wanted, given = Counter(text for text, _ in ours), Counter(text for text, _ in theirs)
        missing, added = wanted - given, given - wanted
        for text in missing:
            at = next(place for other, place in ours if other == text)
            near = next((place for other, place in theirs if added[other]), None)
            mark = None if near is None else (near, near + len(next(o for o, p in theirs if p == near)))
            yield Issue("target", f"{what} “{text}” is missing or altered", hints,
                        source_mark=(at, at + len(text)), target_mark=mark)  # fmt: skip
        if not missing:
            for text in added:
                at = next(place for other, place in reversed(theirs) if other == text)
                yield Issue("target", f"{what} “{text}” is not in the source", hints, target_mark=(at, at + len(text)))

    return check


RULES = (
    Rule(
        "TAG001",
        "markup",
        Severity.ERROR,
        "Tags and character entities of a segment are the same on both sides, in any order. In documents the markup is "
        "read away before; this is for bitexts that hold it.",
        (
            Example("", "Bấm <b>Lưu</b>.", "Press <b>Save.", True),
            Example("", "Bấm <b>Lưu</b>.", "Press <b>Save</b>.", False),
        ),
        _same(_TAG, ("<", "&"), "the tag", "keep every tag as it is"),
    ),
    Rule(
        "TAG002",
        "placeholder",
        Severity.ERROR,
        "Placeholders ({name}, {{name}}, ${name}, %s, %(name)s, %1$d) are the same on both sides, in any order.",
        (
            Example("", "Chào {name}!", "Hello {ten}!", True),
            Example("", "Chào {name}!", "Hello {name}!", False),
        ),
        _same(_PLACEHOLDER, ("{", "%"), "the placeholder", "keep every placeholder as it is"),
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
