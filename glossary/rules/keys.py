"""Keys of a keyboard as texts name them: which of two texts names another key."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from songngu.glossary.rules.rule import Mark

_SIGN = re.compile(r"[!-~]|f\d\d?")
_NAMES = """
ctrl control
alt option
shift
enter return
esc escape
tab
delete del
insert ins
home
end
space
backspace
cmd command ⌘
win windows
fn
pgup pageup
pgdn pagedown
up ↑
down ↓
left ←
right →
"""
_KEYS = {name: line.split()[0] for line in _NAMES.strip().splitlines() for name in line.split()}


def other_keys(
    source: str, target: str, source_marks: Sequence[Mark], target_marks: Sequence[Mark]
) -> Iterator[tuple[Mark, Mark]]:
    """Yield the places of keys that became others, in the order of the texts.

    A name that is not one of the keys in English (*Entrée*, *phím cách*) may be its rendering, and is never another.
    """
    ours = [_key(source[slice(*mark)]) for mark in source_marks]
    theirs = [_key(target[slice(*mark)]) for mark in target_marks]
    if len(ours) != len(theirs) or sorted(filter(None, ours)) == sorted(filter(None, theirs)):
        return
    for mark, other, key, given in zip(source_marks, target_marks, ours, theirs, strict=True):
        if key and given and key != given:
            yield mark, other


def _key(text: str) -> str | None:
    """Return the key that a text names, one name for each, or None."""
    name = "".join(text.lower().split())
    return _KEYS.get(name) or (name if _SIGN.fullmatch(name) else None)
