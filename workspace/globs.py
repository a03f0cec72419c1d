"""Globs: patterns of file names, as git, the shell and ruff have them, whose wildcards are told apart.

``*`` and ``?`` stand for characters of one name, ``[ab]`` and ``[!ab]`` for one of them or of the others, ``{a,b}`` for
either, ``**`` for any folders. Names are compared in NFC: a Mac may write them decomposed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath
from unicodedata import normalize

from songngu.corpus.errors import UsageError

_WILD = re.compile(r"\*\*/|\*\*|\*|\?|\[!?\]?[^\]]*\]|\{[^{}]*\}")
# What is special in a class of characters, but for the hyphen of a range.
_SPECIAL = re.compile(r"[\\\[\]^&~|]")
_UNREAD = frozenset((".git", ".songngu"))


def composed(name: str) -> str:
    """Return a name as names are compared."""
    return normalize("NFC", name)


def wildcards(glob: str) -> list[str]:
    """Return the wildcards of a glob, in order."""
    return _WILD.findall(glob)


@lru_cache(maxsize=256)
def pattern(glob: str, *, crossing: bool = False) -> re.Pattern[str]:
    """Return the expression of a glob, a group for each wildcard; ``crossing`` where ``*`` passes over ``/``.

    Raises UsageError for a bracket or brace that is never closed.
    """
    try:
        return re.compile(_expression(composed(glob.removeprefix("./")), "(", crossing=crossing), re.DOTALL)
    except re.error:
        raise UsageError(f"{glob!r} is no glob: a bracket holds no range", hint="write [0-9], [ab] or [!ab]") from None


def _expression(glob: str, group: str, *, crossing: bool) -> str:
    parts, at = [], 0
    for wild in _WILD.finditer(glob):
        parts += [_literal(glob, at, wild.start()), group, _meaning(wild[0], crossing=crossing), ")"]
        at = wild.end()
    return "".join([*parts, _literal(glob, at, len(glob))])


def _literal(glob: str, start: int, end: int) -> str:
    text = glob[start:end]
    if wrong := next((sign for sign in "{}[" if sign in text), ""):
        raise UsageError(f"{glob!r}: {wrong!r} has no partner", hint="write [[] for a bracket, [{] for a brace")
    return re.escape(text)


def _meaning(wild: str, *, crossing: bool) -> str:
    one = "." if crossing else "[^/]"
    if wild[0] == "[":
        negated = "^/" if wild.startswith("[!") else ""
        return "[" + negated + _SPECIAL.sub(r"\\\g<0>", wild[1:-1].removeprefix("!")) + "]"
    if wild[0] == "{":
        return "|".join(_expression(choice, "(?:", crossing=crossing) for choice in wild[1:-1].split(","))
    return {"**/": "(?:[^/]+/)*", "**": ".*", "*": f"{one}*?", "?": one}[wild]


def covers(glob: str, name: str) -> bool:
    """Tell whether a glob covers a path, as `per-file-ignores` has it: ``*`` stands for folders too."""
    return pattern(glob, crossing=True).fullmatch(composed(name)) is not None


def is_excluded(globs: Sequence[str], name: str) -> bool:
    """Tell whether a path is left out, as git has it: globs cover folders whole, without a ``/`` at any depth."""
    path = PurePosixPath(composed(name))
    places = [path.as_posix(), *(folder.as_posix() for folder in path.parents)]
    return any(
        pattern(glob.rstrip("/")).fullmatch(place)
        for glob in globs
        for place in (places if "/" in glob.rstrip("/") else path.parts)
    )


def matching(root: Path, glob: str, exclude: Sequence[str] = ()) -> dict[tuple[str, ...], str]:
    """Return the files under ``root`` that a glob matches, by the texts that stand for its wildcards.

    Raises UsageError for a glob that leads out of ``root``.
    """
    if Path(glob).is_absolute() or ".." in Path(glob).parts:
        raise UsageError(f"documents: {glob!r} leads out of the workspace", hint="put songngu.toml above the documents")
    expression = pattern(glob)
    found: dict[tuple[str, ...], str] = {}
    for name in sorted(_files(root, glob)):
        match = expression.fullmatch(composed(name))
        if match and not is_excluded(exclude, name):
            found.setdefault(match.groups(), name)
    return found


def _files(root: Path, glob: str) -> Iterator[str]:
    """Yield the files, as paths from ``root``, among which those of a glob are: no deeper than it goes."""
    depth = (
        None
        if "**" in glob or any("/" in wild for wild in wildcards(glob) if wild[0] == "{")
        else glob.removeprefix("./").count("/")
    )
    plain = _WILD.split(glob.removeprefix("./"))[0].rpartition("/")[0]
    # A folder may be written decomposed on the disk.
    plain = plain if plain.isascii() else ""
    for folder, folders, files in os.walk(root / plain, followlinks=depth is not None):
        inside = Path(folder).relative_to(root)
        deep = depth is not None and len(inside.parts) >= depth
        folders[:] = [] if deep else sorted(name for name in folders if name not in _UNREAD)
        for name in files:
            if depth is None or len(inside.parts) == depth:
                yield (inside / name).as_posix()


def filled(glob: str, captures: Sequence[str]) -> str:
    """Return a glob with the texts that stand for its wildcards in their places."""
    rest = iter(captures)
    return _WILD.sub(lambda wild: next(rest, wild[0]), glob)
