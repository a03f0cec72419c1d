"""Findings as the cache keeps them: what JSON can hold, messages with what they were made of."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from songngu.corpus.language.message import Message
from songngu.glossary.finding import Excerpt, Finding, Fix, Severity


def stored(value: Any) -> Any:
    """Return a finding as JSON can hold it; `dataclasses.asdict` copies every text, and takes ten times as long."""
    if isinstance(value, Message):
        return value.as_json()
    names = _names(value.__class__)
    return value if names is None else {name: stored(getattr(value, name)) for name in names}


@cache
def _names(kind: type) -> tuple[str, ...] | None:
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else None


def restored(entry: dict[str, Any]) -> Finding:
    """Return the finding that `stored` told."""
    for side in ("source", "target"):
        mark = entry[side]["mark"]
        entry[side] = Excerpt(**{**entry[side], "mark": tuple(mark) if mark else None})
    for name in ("message", "hint"):
        if isinstance(entry[name], dict):
            entry[name] = Message.from_json(entry[name])
    entry["severity"] = Severity(entry["severity"])
    entry["fix"] = Fix(**entry["fix"]) if entry["fix"] else None
    return Finding(**entry)
