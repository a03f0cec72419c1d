"""The check rules, one small unit each, and their registry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from songngu.corpus.errors import UsageError
from songngu.corpus.files.registry import Registry
from songngu.corpus.language.message import Message
from songngu.glossary.rules import (
    encoding,
    exchanged,
    faults,
    inline,
    leftovers,
    markup,
    numbers,
    opposites,
    persons,
    placeholders,
    polarity,
    punctuation,
    segments,
    spelling,
    suppressions,
    term_forms,
    term_use,
    terms,
    word_marks,
)
from songngu.glossary.rules.rule import Example, Issue, Row, Rule

_MODULES = (
    terms,
    term_forms,
    term_use,
    persons,
    numbers,
    punctuation,
    segments,
    markup,
    placeholders,
    inline,
    polarity,
    opposites,
    leftovers,
    suppressions,
    encoding,
    exchanged,
    spelling,
    word_marks,
    faults,
)
_ORDER = ("TRM", "NUM", "PUN", "SEG", "TAG", "POL", "SUP", "ENC", "INT")

RULES: Registry[Rule] = Registry(
    "rule",
    {
        rule.id: rule
        for rule in sorted(
            (rule for module in _MODULES for rule in module.RULES),
            key=lambda rule: (_ORDER.index(rule.id[:3]), rule.id),
        )
    },
    "songngu.rules",
    lambda thing: isinstance(thing, Rule),
)
"""All rules by id, in the order in which they are listed; those of other packages come last."""

OWN_RULES = frozenset(rule.id for module in _MODULES for rule in module.RULES)
"""The ids of the rules that songngu comes with, whose findings follow from its version."""

DEFAULT_SELECTION = ("TRM", "NUM", "SEG", "TAG", "POL", "SUP", "ENC")
"""The rules of a check that is not configured."""

ALL = "ALL"
_PARTED = re.compile(r"[,\s]+")


def selected(select: Iterable[str] = DEFAULT_SELECTION, ignore: Iterable[str] = ()) -> tuple[Rule, ...]:
    """Return the rules whose ids begin with one of ``select`` and not, or less closely, with one of ``ignore``.

    Raises UsageError for what no rule begins with.
    """
    chosen, left_out = (_known(names) for names in (select, ignore))

    def weight(rule: str, prefixes: Sequence[str]) -> int:
        return max((len(prefix) if prefix != ALL else 1 for prefix in prefixes if covers(prefix, rule)), default=0)

    return tuple(rule for id, rule in RULES.items() if weight(id, chosen) > weight(id, left_out))


def covers(prefix: str, rule: str) -> bool:
    """Tell whether ``prefix`` (``TRM002``, ``TRM``, ``ALL``) names the rule."""
    return prefix == ALL or rule.startswith(prefix)


def find_rule(name: str) -> Rule:
    """Return the rule of that id; raises UsageError, with the nearest, for another."""
    if name.strip().upper() not in RULES:
        raise UsageError(f"unknown rule {name!r}", hint=suggestion(name))
    return RULES[name.strip().upper()]


def suggestion(name: str) -> str:
    """Return a hint with the rule or group nearest to ``name``."""
    known = [*RULES, *_ORDER, ALL]
    near = get_close_matches(name.strip().upper(), known, n=1, cutoff=0.5)
    if near:
        return Message("did you mean {near}?", near=near[0])
    return Message("groups are {groups}; `songngu rule` lists all", groups=", ".join(_ORDER))


def names_of(names: Iterable[str]) -> list[str]:
    """Return rule names in capitals; one text may hold several, parted by commas or spaces."""
    return [name.upper() for text in names for name in _PARTED.split(text.strip()) if name or not text.strip(" ,")]


def _known(names: Iterable[str]) -> list[str]:
    found = names_of(names)
    for name in found:
        if not name or not any(covers(name, rule) for rule in RULES):
            raise UsageError(f"unknown rule {name!r}", hint=suggestion(name))
    return found


__all__ = [
    "ALL",
    "DEFAULT_SELECTION",
    "OWN_RULES",
    "RULES",
    "Example",
    "Issue",
    "Row",
    "Rule",
    "covers",
    "find_rule",
    "names_of",
    "selected",
]
