"""Where an export goes: the files of its parts, and those that stand beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from songngu.corpus.errors import UsageError
from songngu.corpus.formats import format_of
from songngu.corpus.output import STDOUT

_COMPRESSED = (".gz",)
HOLDS_PARTS = {"huggingface"}
"""The formats whose one output holds all parts of a split."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file of a corpus: ``part`` is the part of the split that it holds, None for all rows.

    ``asked`` is the path that was asked for, whose parts it is one of.
    """

    path: str
    format: str
    asked: str
    part: str | None = None


def outputs_of(paths: Sequence[str], format: str | None, parts: tuple[str, ...]) -> list[Output]:
    """Return the files of each path asked for, one a part: ``corpus.train.tmx`` and so on for ``corpus.tmx``.

    Raises UsageError for an unknown format, and where a split is to go to standard output.
    """
    found = []
    for path in paths:
        name = format_of(path, format)
        if not parts or name in HOLDS_PARTS:
            found.append(Output(path, name, path))
            continue
        if path == STDOUT:
            raise UsageError("a split is several files, which standard output cannot hold", hint="name a file with -o")
        found += [Output(beside(path, part), name, path, part) for part in parts]
    return found


def beside(path: str, name: str, suffix: str | None = None) -> str:
    """Return the path beside ``path`` that is called ``name`` too: ``corpus.train.tmx`` beside ``corpus.tmx``.

    With a ``suffix``, in place of its own.
    """
    whole = Path(path)
    suffixes = whole.suffixes[-2:] if whole.suffix in _COMPRESSED else whole.suffixes[-1:]
    own = "".join(suffixes)
    stem = whole.name.removesuffix(own) if own else whole.name
    return whole.with_name(f"{stem}.{name}{own if suffix is None else suffix}").as_posix()
