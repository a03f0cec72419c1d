"""TAG: what a program reads in a segment (tags, placeholders, addresses) is the same on both sides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape

from songngu.corpus.language.message import Message
from songngu.corpus.language.prose import UNSPACED
from songngu.glossary.finding import Severity
from songngu.glossary.rules.addresses import Likeness, likeness
from songngu.glossary.rules.block import with_sign
from songngu.glossary.rules.placeholders import FORMULA
from songngu.glossary.rules.rule import Example, Issue, Row, Rule

# A tag, or a numbered one; what stands in it are attributes with values.
_TAG = re.compile(
    r"<(?P<close>/?)(?P<name>[A-Za-z][\w:.-]*|\d{1,3})(?P<rest>(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'<>]+))*)"
    r"\s*(?P<empty>/?)>"
)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'<>]+)")
_ADDRESSES = frozenset(("href", "src", "srcset", "action", "poster", "cite", "xlink:href"))
# What a reader is told is translated, and what says the language becomes that of the target.
_SPEAKING = frozenset(
    "title alt placeholder label summary aria-label aria-description content lang xml:lang hreflang dir".split()  # noqa: SIM905
)
_WORDS_IN_FORMULA = re.compile(
    r"\\(?:text|textrm|textit|textbf|mathrm|operatorname|mbox|hbox)\s*\{(?:[^{}]|\{[^{}]*\})*\}"
)
_BRACED = re.compile(r"(?<=[\^_])\{(\w)\}")  # x^{2} is x^2
_ENTITY = re.compile(r"&(?:[a-zA-Z]+|#\d+|#x[0-9A-Fa-f]+);")
# What is surely markup without a partner as well; other names of HTML (file, path, title) are words of usage lines too.
_KNOWN = re.compile(
    r"a|b|big|br|code|div|em|font|h[1-6]|hr|i|img|kbd|li|ol|p|pre|small|span|strong|sub|sup|u|ul|wbr", re.IGNORECASE
)
# HTML has no other way to write them, closed or not.
_VOID = re.compile("br|hr|img|input|wbr")
_URL = re.compile(
    rf"(?:https?|ftp)://[^\s<>\"“”«»{UNSPACED}]+|(?<![A-Za-z0-9_/.])www\.[^\s<>\"“”«»{UNSPACED}]+", re.IGNORECASE
)
_LETTER = rf"(?:(?![{UNSPACED}])[\w-])"
_MAIL = re.compile(rf"(?:{_LETTER}|[.+])+@{_LETTER}+(?:\.{_LETTER}+)+")
_TAIL = ".,;:!?'’)]*_…"


def _same(
    pattern: re.Pattern[str],
    what: str,
    hints: str,
    tail: str = "",
    alike: Callable[[str, str, tuple[str, str]], bool] | None = None,
) -> Callable[[Row], Iterator[Issue]]:
    """Return the check that both sides hold the same stretches of ``pattern``, as often.

    ``alike`` tells which others are the same, given the languages.
    """

    def read(text: str) -> list[tuple[str, int]]:
        return [(found[0].rstrip(tail), found.start()) for found in pattern.finditer(text)]

    def check(row: Row) -> Iterator[Issue]:
        if row.rendered:
            yield from _differing(read(row.source), read(row.target), what, hints, alike and _alike_in(row, alike))

    return check


def _alike_in(row: Row, alike: Callable[[str, str, tuple[str, str]], bool]) -> Callable[[str, str], bool]:
    return lambda one, other: alike(one, other, (row.source_lang, row.target_lang))


def _is_page_of_both(one: str, other: str, langs: tuple[str, str]) -> bool:
    """Tell whether two addresses differ in no more than what says the language: /vi/gia, /en/gia."""
    return likeness(one, other, langs) is Likeness.SAME and one.partition("#")[2] == other.partition("#")[2]


def _is_same_tag(one: str, other: str, langs: tuple[str, str]) -> bool:
    """Tell whether two tags differ in what is translated, in the order of attributes or the page of a language."""
    ours, theirs = _TAG.fullmatch(one), _TAG.fullmatch(other)
    if not ours or not theirs or ours["close"] != theirs["close"]:
        return False
    if ours["name"] != theirs["name"] or (ours["empty"] != theirs["empty"] and not _VOID.fullmatch(ours["name"])):
        return False
    held, given = _attributes(ours["rest"]), _attributes(theirs["rest"])
    return held.keys() == given.keys() and all(
        value == given[name] or (name in _ADDRESSES and likeness(value, given[name], langs) is not Likeness.NONE)
        for name, value in held.items()
    )


def _attributes(text: str) -> dict[str, str]:
    """Return the attributes of a tag with their values, those that speak to a reader without."""
    found = ((name.lower(), value.strip("\"'")) for name, value in _ATTRIBUTE.findall(text))
    return {name: "" if name in _SPEAKING else value for name, value in found}


def _differing(
    ours: list[tuple[str, int]],
    theirs: list[tuple[str, int]],
    what: str,
    hint: str,
    alike: Callable[[str, str], bool] | None = None,
) -> Iterator[Issue]:
    """Yield what stands on one side more often than on the other, texts with their places."""
    if alike:
        ours, theirs = _without_alike(ours, theirs, alike)
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


def _without_alike(
    ours: list[tuple[str, int]], theirs: list[tuple[str, int]], alike: Callable[[str, str], bool]
) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """Return both lists without what is the same, or else alike, on the other side."""
    left, right = list(ours), list(theirs)
    for same in (str.__eq__, alike):
        for one in tuple(left):
            other = next((each for each in right if same(one[0], each[0])), None)
            if other:
                left.remove(one)
                right.remove(other)
    return left, right


def _formulas(row: Row) -> Iterator[Issue]:
    """Compare formulas of LaTeX: words in them are translated, decimal marks and spaces may differ."""
    ours, theirs = (
        [(found[0], found.start()) for found in FORMULA.finditer(text)] for text in (row.source, row.target)
    )
    if ours and theirs:
        for issue in _differing(ours, theirs, "the formula", "keep every formula as it is", _is_same_formula):
            yield replace(issue, severity=Severity.WARNING)


def _is_same_formula(one: str, other: str) -> bool:
    bare = [_WORDS_IN_FORMULA.sub("", re.sub(r"(?<=\d)(?:\{,\}|,)(?=\d)", ".", text)) for text in (one, other)]
    return _plain(bare[0]) == _plain(bare[1])


def _plain(formula: str) -> str:
    return _BRACED.sub(r"\1", "".join(formula.split())).strip("$\\[]()").rstrip(".,;")


def _tags(row: Row) -> Iterator[Issue]:
    """Compare tags and entities: ``<file>`` is a word of the text where it has no partner and no attribute."""
    if row.rendered and (("$" in row.source and "$" in row.target) or ("\\" in row.source and "\\" in row.target)):
        yield from _formulas(row)
    if not row.rendered or not any(sign in row.source or sign in row.target for sign in "<&"):
        return
    closed = {found["name"] for text in (row.source, row.target) for found in _TAG.finditer(text) if found["close"]}

    def read(text: str, other: str) -> list[tuple[str, int]]:
        tags = [(found[0], found.start()) for found in _TAG.finditer(text) if _is_tag(found, closed)]
        entities = ((found[0], found.start()) for found in _ENTITY.finditer(text))
        return [*tags, *((text, at) for text, at in entities if unescape(text) == text or unescape(text) not in other)]

    yield from _differing(
        read(row.source, row.target),
        read(row.target, row.source),
        "the tag",
        "keep every tag as it is",
        _alike_in(row, _is_same_tag),
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
        "Tags, character entities and LaTeX formulas of a segment are the same on both sides, in any order. In "
        "documents the markup is "
        "read away before; this is for bitexts that hold it. Attributes that are read (alt, title) are translated, and "
        "addresses may be those of the other language. <file> is text where it has no partner and no attribute.",
        (
            Example("", "Bấm <b>Lưu</b>.", "Press <b>Save.", True),
            Example("", "Bấm <b>Lưu</b>.", "Press <b>Save</b>.", False),
        ),
        _tags,
        among=with_sign("<", "&", "$", "\\"),
    ),
    Rule(
        "TAG003",
        "web address",
        Severity.WARNING,
        "Web addresses are the same on both sides, character by character but for what says the language (/vi/, /en/).",
        (
            Example("", "Xem https://vi-du.example/gia.", "See https://vi-du.example/price.", True),
            Example("", "Xem https://vi-du.example/gia.", "See https://vi-du.example/gia.", False),
        ),
        _same(
            _URL, "the address", "keep the address, unless the target has a page of its own", _TAIL, _is_page_of_both
        ),
        among=with_sign("://", "www.", "WWW."),
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
        _same(_MAIL, "the address", "keep the address as it is"),
        among=with_sign("@"),
    ),
)
