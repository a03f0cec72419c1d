"""Suppressions: findings kept quiet on purpose, by a comment in the file or by a sidecar beside it.

``<!-- songngu-ignore TRM002, NUM010 until 2027-06-30: the reason -->`` in Markdown or HTML, in MDX ``{/* … */}``,
speaks of its own line or, standing alone, of the block of lines after it; ``songngu-ignore-file`` of the whole file.
For other formats the file ``NAME.ignore.toml`` beside ``NAME`` holds tables ``[[ignore]]`` with ``rules``, ``reason``
and, if wanted, ``text`` (a part of either side of the segment), ``concept`` or ``fingerprint``, and ``until``.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from songngu.corpus.errors import UsageError
from songngu.corpus.language.message import Message
from songngu.corpus.language.normalise import letters
from songngu.glossary.finding import Excerpt, Finding, Suppression
from songngu.glossary.rules import ALL, RULES, covers, suggestion
from songngu.glossary.rules.check import by_place, fingerprint

MARKER = "songngu-ignore"
SIDECAR = ".ignore.toml"

_COMMENT = re.compile(
    rf"(?:<!--|(?P<mdx>\{{/\*))\s*{MARKER}(?P<file>-file)?(?![\w-])(?P<rules>[^:>*]*?)"
    r"(?:\buntil\s+(?P<until>\S+?))?\s*"
    r"(?::(?P<reason>.*?))?\s*(?(mdx)\*/\}|-->)",
    re.DOTALL,
)
_OPENER = re.compile(rf"(?:<!--|\{{/\*)\s*{MARKER}(?![\w])")
_WORD = re.compile(r"\S+")
LONGEST = 2_000
"""The most characters that a suppression may have."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_KEYS = {"rules", "reason", "text", "concept", "fingerprint", "until"}


@dataclass(frozen=True, slots=True)
class Ignore:
    """One suppression: whom it speaks of, why, until which day, where it stands and which lines it covers.

    ``lines`` are first and last, 1-based, or None for the whole file; ``until`` is the text as written.
    """

    rules: tuple[str, ...]
    reason: str
    until: str | None
    file: str
    line: int
    column: int
    text: str
    lines: tuple[int, int] | None = None
    place: str = ""
    wanted: Mapping[str, str] | None = None

    @property
    def in_source(self) -> bool:
        """Whether it is a comment in the file itself."""
        return self.wanted is None

    def expired(self, today: date) -> bool:
        """Tell whether its last day has passed, or is no day."""
        try:
            return self.until is not None and date.fromisoformat(self.until) < today
        except ValueError:
            return True


def read_comments(file: str, raw: str) -> list[Ignore]:
    """Return the suppressions that the comments of a file hold."""
    if MARKER not in raw:
        return []
    starts = [0, *(match.end() for match in _LINE_END.finditer(raw))]
    comments = list(_comments(raw))
    texts = _texts_after(raw, starts, comments)
    found = []
    for comment in comments:
        first, last = (bisect_right(starts, place) for place in (comment.start(), comment.end() - 1))
        found.append(
            Ignore(
                rules=_names(comment["rules"]),
                reason=" ".join((comment["reason"] or "").split()),
                until=comment["until"],
                file=file,
                line=first,
                column=comment.start() - starts[first - 1] + 1,
                text=comment[0],
                lines=None if comment["file"] else _covered((first, last), texts),
            )
        )
    return found


def _names(text: str) -> tuple[str, ...]:
    return tuple(name.upper() for name in re.split(r"[,\s]+", text) if name) or (ALL,)


def _comments(raw: str) -> Iterator[re.Match[str]]:
    """Yield the suppressions in a text, each looked for no further than its end: many that have none cost no more."""
    place = 0
    while opener := _OPENER.search(raw, place):
        closer = "*/}" if opener[0].startswith("{") else "-->"
        end = raw.find(closer, opener.end(), opener.end() + LONGEST)
        found = _COMMENT.fullmatch(raw, opener.start(), end + len(closer)) if end >= 0 else None
        if found:
            yield found
        place = found.end() if found else opener.end()


def _texts_after(raw: str, starts: Sequence[int], comments: Sequence[re.Match[str]]) -> list[tuple[int, int]]:
    """Return for each line, from 1, the first and last line of the text that begins at it or after it.

    A line that holds suppressions alone is blank. Past the last text both are the line after all.
    """
    blank = [True] * (len(starts) + 2)
    place = 0
    for comment in [*comments, None]:
        stop = comment.start() if comment else len(raw)
        for word in _WORD.finditer(raw, place, stop):
            for line in range(bisect_right(starts, word.start()), bisect_right(starts, word.end() - 1) + 1):
                blank[line] = False
        place = comment.end() if comment else stop
    after = [(len(starts) + 1, len(starts))] * (len(starts) + 2)
    for line in range(len(starts), 0, -1):
        if blank[line]:
            after[line] = after[line + 1]
        else:
            after[line] = line, line if blank[line + 1] else after[line + 1][1]
    return after


def _covered(own: tuple[int, int], texts: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Return the lines a comment speaks of: its own, or those up to the next blank line where it stands alone."""
    if any(texts[line][0] == line for line in own):
        return own
    begin, end = texts[own[1] + 1]
    return begin, max(begin, end)


def read_sidecar(file: str, text: str, path: str) -> list[Ignore]:
    """Return the suppressions that the sidecar at ``path`` holds for ``file``; raises UsageError where it is wrong."""
    try:
        entries = tomllib.loads(text).get("ignore", [])
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: not TOML: {error}") from None
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise UsageError(f"{path}: ignore is not a list of tables", hint="begin each suppression with [[ignore]]")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.strip().startswith("[[ignore]]")]
    lines += [1] * len(entries)
    return [_entry(entry, file, path, line) for entry, line in zip(entries, lines, strict=False)]


def _entry(entry: Mapping[str, Any], file: str, path: str, line: int) -> Ignore:
    if unknown := sorted(set(entry) - _KEYS):
        raise UsageError(f"{path}:{line}: unknown key {unknown[0]!r}", hint=f"known are {', '.join(sorted(_KEYS))}")
    rules = entry.get("rules", [])
    names = rules.split() if isinstance(rules, str) else [str(rule) for rule in rules]
    wanted = {key: str(entry[key]) for key in ("text", "concept", "fingerprint") if key in entry}
    until = str(entry["until"]) if "until" in entry else None
    reason = " ".join(str(entry.get("reason", "")).split())
    rules = _names(" ".join(names))
    return Ignore(rules, reason, until, path, line, 1, "[[ignore]]", place=file, wanted=wanted)


def suppress(
    findings: Iterable[Finding], ignores: Sequence[Ignore], today: date, active: Iterable[str]
) -> list[Finding]:
    """Return the findings, those that a suppression covers marked so, and findings about the suppressions themselves.

    ``active`` are the ids of the rules that were run.
    """
    valid = [ignore for ignore in ignores if ignore.reason and not ignore.expired(today)]
    by_file: dict[str, list[tuple[int, Ignore]]] = {}
    for number, ignore in enumerate(valid):
        by_file.setdefault(ignore.place or ignore.file, []).append((number, ignore))
    used: set[int] = set()
    out = []
    for found in findings:
        hits = [
            (number, ignore)
            for place in _files(found)
            for number, ignore in by_file.get(place, ())
            if _covers(ignore, found)
        ]
        used |= {number for number, _ in hits}
        first = hits[0][1] if hits else None
        out.append(replace(found, suppression=Suppression(first.reason, first.in_source)) if first else found)
    ran = set(active)
    unused = [ignore for number, ignore in enumerate(valid) if number not in used]
    problems = [*_wrong(ignores, today), *_unused(unused, ran)]
    return sorted([*out, *(found for found in problems if found.rule in ran)], key=by_place)


def _files(found: Finding) -> list[str]:
    return list(dict.fromkeys((found.file, found.source.file, found.target.file)))


def _covers(ignore: Ignore, found: Finding) -> bool:
    if not any(covers(rule, found.rule) for rule in ignore.rules):
        return False
    if ignore.wanted is not None:
        return all(_HAS[key](found, value) for key, value in ignore.wanted.items())
    if ignore.lines is None:
        return True
    first, last = ignore.lines
    places = [(found.file, found.line), *((side.file, side.line) for side in (found.source, found.target) if side.text)]
    return any(file == ignore.file and first <= line <= last for file, line in places)


def _has_text(found: Finding, text: str) -> bool:
    return any(_normal(text) in _normal(side.text) for side in (found.source, found.target))


def _normal(text: str) -> str:
    return " ".join(letters(text).casefold().split())


_HAS: Mapping[str, Callable[[Finding, str], bool]] = {
    "text": _has_text,
    "concept": lambda found, value: found.concept == value,
    "fingerprint": lambda found, value: found.fingerprint == value,
}


def _wrong(ignores: Iterable[Ignore], today: date) -> Iterator[Finding]:
    for ignore in ignores:
        if not ignore.reason:
            yield _finding("SUP002", ignore, "a suppression without a reason", "write the reason after a colon")
        elif ignore.expired(today):
            message = Message("a suppression that held until {day}", day=ignore.until)
            yield _finding("SUP003", ignore, message, "mend the text, or write a later day as YYYY-MM-DD")


def _unused(ignores: Iterable[Ignore], ran: set[str]) -> Iterator[Finding]:
    for ignore in ignores:
        unknown = [name for name in ignore.rules if not any(covers(name, rule) for rule in RULES)]
        if unknown:
            message = Message("a suppression of an unknown rule '{rule}'", rule=unknown[0])
            yield _finding("SUP001", ignore, message, suggestion(unknown[0]))
        elif any(covers(name, rule) for name in ignore.rules for rule in ran):
            yield _finding("SUP001", ignore, "a suppression that keeps nothing quiet", "take it away")


def _finding(rule: str, ignore: Ignore, message: str, hint: str) -> Finding:
    lines = ignore.text.splitlines()
    end_line = ignore.line + len(lines) - 1
    end_column = len(lines[-1]) + (ignore.column if len(lines) == 1 else 1)
    here = Excerpt(ignore.file, ignore.line, ignore.column, " ".join(ignore.text.split()))
    return Finding(
        rule=rule,
        severity=RULES[rule].severity,
        message=message,
        hint=hint,
        file=ignore.file,
        line=ignore.line,
        column=ignore.column,
        end_line=end_line,
        end_column=end_column,
        side="target",
        source=Excerpt(ignore.file, ignore.line, ignore.column, ""),
        target=here,
        concept=None,
        fix=None,
        fingerprint=fingerprint((rule, *ignore.rules, ignore.reason, _normal(ignore.text))),
    )
