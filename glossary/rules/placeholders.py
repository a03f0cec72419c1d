"""Placeholders: what a program fills in, read as its dialect means it.

printf directives (C, Objective-C, Java and Android, Python's ``%``) are arguments by their place or name; braces are
those of Python, .NET, ICU (MessageFormat 2 of it not), Fluent, JavaScript, Mustache, Ruby. Text is told from them by
their form alone: ``100% sure`` and LaTeX hold none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.document import Markup, MarkupKind
from songngu.corpus.language.message import Message
from songngu.corpus.language.tags import base_language
from songngu.glossary.finding import Severity
from songngu.glossary.rules.block import RowBlock, with_sign
from songngu.glossary.rules.rule import Example, Issue, Mark, Row, Rule

_HINT = "keep every placeholder as it is"
# ISO C 7.21.6.1, with positions (POSIX), names (Python) and objects (Objective-C); a space as a flag is prose mostly.
_PRINTF = re.compile(
    r"%%|(?<![\d%])%(?:\((?P<name>[\w.]+)\)|(?P<number>\d+)\$)?(?P<flags>[-#0+'I]*)(?P<width>\*|\d+)?"
    r"(?P<precision>\.(?:\*|\d+)?)?(?P<length>hh|h|ll|l|j|z|t|L|q)?(?P<kind>[diouxXeEfFgGaAcCsSpn@])(?![a-zA-Z]{2})"
)
_KINDS = {"i": "d", "u": "d", "X": "x", "E": "f", "F": "f", "e": "f", "g": "f", "G": "f", "a": "f", "A": "f"}
_SPREAD = re.compile(r"(?<![\w%])%(?P<number>\d{1,2})(?![\w.,%$]|\s*[^\W\d_])")
FORMULA = re.compile(r"\$\$.+?\$\$|\$(?=[^$]*[\\^_{])[^\s$](?:[^$]*[^\s$])?\$(?!\d)|\\\(.+?\\\)|\\\[.+?\\\]")
"""A formula of LaTeX: what stands in it is no placeholder."""
_LINE_BREAK = re.compile(r"\\n(?![a-z])")
_FOLDER = re.compile(r"(?<!\w)[A-Za-z]:\\|\\\\")
_BRACES = re.compile(
    r"(?P<double>\{\{[^{}]+\}\})|[$%#](?P<signed>\{[^{}]+\})|(?<![\w{$\\^_}])(?:"
    r"(?P<plain>\{[\w.:!-]*\})(?!\})|\{(?P<python>[\w.\[\]]*)(?:!\w)?:[^{}\s]{1,12}\}"
    r"|\{\s*(?P<fluent>[$-][\w-]+(?:\.[\w-]+)?)\s*(?:->|\})|\{\s*(?P<call>[A-Z]+\([^()]*\))\s*(?:->|\})"
    r"|\{\s*(?P<argument>\w+)\s*,\s*(?P<type>plural|select|selectordinal|number|date|time|duration|spellout|ordinal"
    r"|choice)\b)"
)
_PERCENT_FIRST = frozenset(("tr", "eu", "ku"))
_SHELL = re.compile(r"%[A-Z_]{3,}%|(?<![\w$])\$\(\w+\)")
_SIGNED = with_sign("{", "%", "$", "\\n", "\n", "__")
_NAMED = re.compile(":[a-z_]")
# Variables by name: $name of shells and PHP, %name% of batch files and Symfony, __NAME__ of templates, @:key of Vue.
_VARIABLE = re.compile(
    r"(?<![\w$\\])\$[a-z_]\w+(?![\w$])|(?<![\w%])%[a-z_]{3,}%|(?<!\w)__[A-Z][A-Z\d_]*__(?!\w)|(?<!\w)@:[a-z][\w.]*\w"
)
# :name of Laravel and of routes: told only where both texts have one, for it may be a mark that lacks its space.
_ROUTED = re.compile(r"(?<![\w:/.])(?<!\d ):[a-z_]{2,}(?![\w:-])")
# Statements and expressions of Jinja, Liquid, ERB; what they say to a reader is translated.
_TEMPLATE = re.compile(r"\{%[-+]?(?P<one>[^{}%]+?)[-+]?%\}|<%[-=]?(?P<other>[^<>%]+?)-?%>")
_SAID = re.compile(r"\"[^\"]*\"|'[^']*'")
_CHOICE = re.compile(r"\{\s*\w+\s*,\s*(?P<type>plural|select|selectordinal)\s*,")


class Dialect(NamedTuple):
    """What placeholders a text may hold: printf directives, all signs for per cent being such or not, and braces."""

    has_directives: bool = True
    has_braces: bool = True
    is_strict: bool = False


ANY = Dialect()
"""The dialect of a text of which nothing is said: what a placeholder is, its form tells."""

# Flags of PO files (GNU gettext manual, "Filling in the Translation"), without "-format".
_STRICT = frozenset(("c", "objc", "gcc-internal"))
_PERCENT = frozenset(("python", "php", "perl", "lua", "java-printf", "ruby", "awk", "tcl", "object-pascal")) | _STRICT
_BRACED = frozenset(("python-brace", "csharp", "java", "perl-brace", "c++", "rust"))


def dialect_of(markup: Sequence[Markup]) -> Dialect:
    """Return the dialect that the markup of a text names (``c-format``, ``no-c-format``), else any."""
    said = {each.value.removesuffix("-format") for each in markup if each.kind is MarkupKind.DIALECT}
    said = {name.removeprefix("possible-") for name in said}
    denied = {name.removeprefix("no-") for name in said if name.startswith("no-")}
    return Dialect(
        has_directives=not (denied & _PERCENT or (said & _BRACED and not said & _PERCENT)),
        has_braces=not (denied & _BRACED or (said & _STRICT and not said & _BRACED)),
        is_strict=bool(said & _STRICT),
    )


class Placeholder(NamedTuple):
    """A placeholder: what it stands for (equal ones may change places), as written, and where."""

    key: str
    text: str
    mark: Mark


def placeholders(text: str, dialect: Dialect = ANY) -> list[Placeholder]:
    """Return the placeholders of a text, those of formulas left out."""
    text, choices = _without_forms(text) if "select" in text or "plural" in text else (text, [])
    formulas = [found.span() for found in FORMULA.finditer(text)] if "$" in text or "\\" in text else []
    found: list[Placeholder] = []
    if dialect.has_directives:
        found += _strict_directives(text) if dialect.is_strict else _directives(text)
    if dialect.has_braces:
        found += _braces(text)
    found += [Placeholder(each[0], each[0], each.span()) for each in _SHELL.finditer(text)]
    found += choices
    found += [Placeholder(_statement(each), each[0], each.span()) for each in _TEMPLATE.finditer(text)]
    held = [each.mark for each in found]
    found += [
        Placeholder(each[0], each[0], each.span())
        for each in _VARIABLE.finditer(text)
        if not any(start <= each.start() < end for start, end in held)
    ]
    return [each for each in found if not any(start <= each.mark[0] < end for start, end in formulas)]


def _statement(found: re.Match[str]) -> str:
    return " ".join(_SAID.sub("", found["one"] or found["other"]).split())


def _without_forms(text: str) -> tuple[str, list[Placeholder]]:
    """Return a text of ICU with spaces for the braces around the forms of its choices, and its selects.

    It is as long as it was. What a form is told by is a value of the program in a select; in a plural it differs by
    language.
    """
    kept, found = list(text), list[Placeholder]()
    open_: list[tuple[str, int, list[str]]] = []
    for at, sign in enumerate(text):
        if sign == "{":
            choice = _CHOICE.match(text, at)
            form = bool(open_) and open_[-1][0] not in ("", "form")
            if form:
                kept[at] = " "
                open_[-1][2].append((text[open_[-1][1] : at].split() or [""])[-1])
            open_.append(("form" if form else choice["type"] if choice else "", choice.end() if choice else at, []))
        elif sign == "}" and open_:
            kind, start, words = open_.pop()
            if kind == "form":
                kept[at] = " "
                open_[-1] = (open_[-1][0], at + 1, open_[-1][2])
            elif kind == "select":
                names = ", ".join(sorted(words))
                found.append(Placeholder(f"{{select:{names}}}", names, (start, at)))
    return "".join(kept), found


def _directives(text: str) -> Iterator[Placeholder]:
    """Yield printf directives, keyed by the number or the name of their argument and its kind."""
    if "%" not in text:
        return
    count = 0
    for each in _PRINTF.finditer(text):
        if each[0] == "%%" or _is_percentage(text, each):
            continue
        count += sum(each[part] is not None and "*" in each[part] for part in ("width", "precision"))
        kind = (each["length"] or "").replace("hh", "h") + _KINDS.get(each["kind"], each["kind"])
        count += not (each["name"] or each["number"])
        yield Placeholder(f"%{each['name'] or each['number'] or count}:{kind}", each[0], each.span())
    for each in _SPREAD.finditer(text):
        yield Placeholder(each[0], each[0], each.span())


_C_DIRECTIVE = re.compile(
    _PRINTF.pattern.replace(r"(?<![\d%])", "").replace("[-#0+'I]*", "[-#0+' I]*").removesuffix("(?![a-zA-Z]{2})")
)


def _strict_directives(text: str) -> Iterator[Placeholder]:
    """Yield the directives of a text in which every sign for per cent is one, or half of one."""
    count = end = 0
    while (at := text.find("%", end)) >= 0:
        each = _C_DIRECTIVE.match(text, at)
        end = each.end() if each else at + 1
        if each is None:
            yield Placeholder("%", text[at : at + 2].strip(), (at, at + 1))
        elif each[0] != "%%":
            count += not each["number"]
            kind = (each["length"] or "").replace("hh", "h") + _KINDS.get(each["kind"], each["kind"])
            yield Placeholder(f"%{each['number'] or count}:{kind}", each[0], each.span())


def _is_percentage(text: str, each: re.Match[str]) -> bool:
    """Tell a sign for per cent before a word of one letter, or inside a word, from a directive."""
    bare = not (each["name"] or each["number"] or each["flags"] or each["width"] or each["precision"])
    after = text[each.end() : each.end() + 1]
    return bare and (after.isalnum() or after == "_") and not (each["kind"] == "s" or each["kind"] == "d")


def _braces(text: str) -> Iterator[Placeholder]:
    if "{" not in text:
        return
    for each in _BRACES.finditer(text):
        if each["argument"]:
            yield Placeholder(f"{{{each['argument']},{each['type']}}}", f"{{{each['argument']}", each.span())
        elif each["plain"] or each["python"] is not None:
            name = re.split("[:!]", each[0][1:-1])[0]
            yield Placeholder(f"{{{name}}}", each[0], each.span())
        else:
            inner = each["fluent"] or each["call"]
            yield Placeholder(f"{{{inner}}}" if inner else "".join(each[0].split()), each[0], each.span())


def _may_hold(rows: Sequence[Row]) -> NDArray[np.bool_]:
    """Return the rows with a sign for a placeholder in either text, or a colon before a name."""
    block = RowBlock.of(rows)
    return _SIGNED(block) | block.holding("source", _tells_named) | block.holding("target", _tells_named)


def _tells_named(lang: str) -> Callable[[str], object]:
    return _NAMED.search


def _check(row: Row) -> Iterator[Issue]:
    if not row.rendered:
        return
    if issue := _escape(row) or _line_end(row):
        yield issue
    ours = placeholders(row.source, dialect_of(row.source_markup))
    theirs = placeholders(row.target, dialect_of(row.target_markup))
    ours, theirs = (
        _without_percentages(ours, row.source_lang, theirs),
        _without_percentages(theirs, row.target_lang, ours),
    )
    if not any(_ROUTED.search(text) is None for text in (row.source, row.target)):
        ours += [Placeholder(each[0], each[0], each.span()) for each in _ROUTED.finditer(row.source)]
        theirs += [Placeholder(each[0], each[0], each.span()) for each in _ROUTED.finditer(row.target)]
    chosen = any(",plural}" in each.key or ",select" in each.key for each in (*ours, *theirs))
    wanted, given = _counts(ours, once=chosen), _counts(theirs, once=chosen)
    missing = [each for each in _first(ours) if each.key in wanted - given]
    added = [each for each in _first(theirs) if each.key in given - wanted]
    swapped = _swapped(missing, added)
    if swapped:
        yield Issue("target", Message("the placeholders are in another order: {order}", order=swapped),
                    "keep the order, or number them (%1$d, %2$s)", missing[0].mark, added[0].mark)  # fmt: skip
        return
    for each in missing:
        near = added[0].mark if added else None
        yield Issue(
            "target", Message("the placeholder “{text}” is missing or altered", text=each.text), _HINT, each.mark, near
        )
    for each in added if not missing else ():
        yield Issue(
            "target",
            Message("the placeholder “{text}” is not in the source", text=each.text),
            _HINT,
            target_mark=each.mark,
        )


def _escape(row: Row) -> Issue | None:
    """Return the issue of a %% of which one sign was lost, or of a line break written \\n that one side lacks."""
    halved = "%%" in row.source and "%%" not in row.target and "%" in _PRINTF.sub("", row.target)
    if halved and any(each[0] != "%%" for each in _PRINTF.finditer(row.source)):
        at = row.source.index("%%")
        return Issue(
            "target", Message("the placeholder “{text}” is missing or altered", text="%%"), _HINT, (at, at + 2)
        )
    breaks = [[*_LINE_BREAK.finditer(text)] for text in (row.source, row.target)]
    if bool(breaks[0]) == bool(breaks[1]) or _FOLDER.search(row.source + row.target):
        return None
    held = (breaks[0] or breaks[1])[0]
    if breaks[0]:
        message = Message("the placeholder “{text}” is missing or altered", text=held[0])
        return Issue("target", message, _HINT, held.span(), severity=Severity.WARNING)
    message = Message("the placeholder “{text}” is not in the source", text=held[0])
    return Issue("target", message, _HINT, target_mark=held.span(), severity=Severity.WARNING)


def _line_end(row: Row) -> Issue | None:
    """Return the issue of a line end with which only one side begins or ends, as msgfmt -c has it."""
    for edge, at in ((str.startswith, 0), (str.endswith, -1)):
        ends = edge(row.source, "\n"), edge(row.target, "\n")
        if ends[0] != ends[1]:
            told = (
                "the placeholder “{text}” is missing or altered"
                if ends[0]
                else "the placeholder “{text}” is not in the source"
            )
            text = row.source if ends[0] else row.target
            mark = (len(text) - 1, len(text)) if at else (0, 1)
            message = Message(told, text="\\n")
            source, target = (mark, None) if ends[0] else (None, mark)
            return Issue("target", message, _HINT, source, target, severity=Severity.WARNING)
    return None


def _without_percentages(held: list[Placeholder], lang: str, others: list[Placeholder]) -> list[Placeholder]:
    """Return placeholders without what is so much per cent in a language that writes the sign first: *%30'u*."""
    if base_language(lang) not in _PERCENT_FIRST:
        return held
    keys = {each.key for each in others}
    return [each for each in held if each.key in keys or not each.text[1:].isdecimal()]


def _counts(found: list[Placeholder], *, once: bool) -> Counter[str]:
    """Return how often each stands; an argument that has a number or a name may be used again.

    So may all where a text has forms to choose of, whose number differs by language.
    """
    if once:
        return Counter({each.key for each in found})
    counts = Counter(each.key for each in found)
    again = ("%", "{")
    return Counter({key: 1 if key.startswith(again) and (":" in key or "," in key) else n for key, n in counts.items()})


def _first(found: list[Placeholder]) -> list[Placeholder]:
    return list({each.key: each for each in reversed(found)}.values())[::-1]


def _swapped(missing: list[Placeholder], added: list[Placeholder]) -> str:
    """Return directives that are the same in another order, which changes what each is filled with."""
    kinds = [sorted(each.key.partition(":")[2] for each in held) for held in (missing, added)]
    bare = all(each.key.startswith("%") and ":" in each.key for each in (*missing, *added))
    return ", ".join(each.text for each in added) if bare and len(missing) > 1 and kinds[0] == kinds[1] else ""


RULES = (
    Rule(
        "TAG002",
        "placeholder",
        Severity.ERROR,
        "Placeholders are the same on both sides: printf directives by argument and kind (flags, width and precision "
        "do not matter, the order does unless they are numbered or named), braces of Python, ICU, Fluent, JavaScript "
        "and the like by name. The texts inside of ICU's plurals differ by language and are not compared.",
        (
            Example("", "Chào {name}!", "Hello {ten}!", True),
            Example("", "Chào {name}!", "Hello {name}!", False),
            Example("", "Trong %s có %d thư.", "%d letters in %s.", True),
            Example("", "Trong %2$s có %1$d thư.", "%d letters in %s.", False),
        ),
        _check,
        among=_may_hold,
    ),
)
