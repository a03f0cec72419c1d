"""Where the paths of a command line lead: on this machine, or elsewhere by an URL, of which the command gets a copy."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from songngu.corpus.errors import SongnguError, UsageError
from songngu.corpus.files.copy_name import with_urls
from songngu.corpus.files.remote import is_url, local_path, shown_url

if TYPE_CHECKING:
    from songngu.corpus.files.copies import Copies

OUTPUTS = frozenset({"output", "removed", "summary", "run_report"})
"""The parameters of commands that name what is written."""

_MADE = OUTPUTS | {"page", "prompt", "baseline"}
"""Those that may name what is not there yet."""

_NAMES = OUTPUTS | {
    "source",
    "target",
    "paths",
    "bitexts",
    "corpora",
    "good",
    "bad",
    "against",
    "path",
    "ignore",
    "texts",
}
"""The parameters of commands that are text and name files."""

_TEXTS_OR_FILES = {("lookup", "query"), ("memory_match", "text")}
"""Those that are a text to look for where there is no such file."""

_KEPT_HERE = {
    "memory": "a translation memory",
    "also": "a translation memory",
    "against_memory": "a translation memory",
    "folder": "a workspace",
}
_HERE_ALONE = {"review": "the review page edits files", "init": "a workspace is a folder"}

# What pathlib makes of `s3://bucket`; a drive of Windows has one letter.
_COLLAPSED = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):[/\\]+(?=.)", re.DOTALL)


@contextmanager
def located(command: str, options: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the options of a command with paths in the place of URLs; what it wrote is at the URLs when the block ends.

    Raises UsageError for an URL where there can be none, for an empty name of a file, which pathlib takes for the
    working folder, and as `songngu.corpus.files.copies` does.
    """
    if any("" in _each(options.get(name)) for name in _NAMES - {"ignore"}):
        raise UsageError("an empty path names no file", hint="a variable of the shell may be empty; . is this folder")
    named = {
        name: value
        for name, value in options.items()
        if any(map(_url, _each(value))) and ((command, name) in _TEXTS_OR_FILES or _may_name(name, value))
    }
    if options.get("pairs"):
        named.pop("output", None)  # parts are written there as they are made
    if not named:
        yield dict(options)
        return
    _check(command, named)
    from songngu.corpus.files.copies import copies

    def local(held: Copies, name: str) -> Callable[[Any], Any]:
        def one(value: Any) -> Any:
            url = _url(value)
            if url is None:
                return value
            path = local_path(url) or _fetched(held, url, command, name)
            if (command, name) in _TEXTS_OR_FILES and not path.exists():
                return value
            return path if isinstance(value, Path) else str(path)

        return one

    with copies() as held:
        given = {name: _mapped(value, local(held, name)) for name, value in named.items()}
        try:
            yield {**options, **given}
        except SongnguError as error:
            error.args = tuple(map(with_urls, error.args))
            error.hint = with_urls(error.hint) if error.hint else None
            raise
        except typer.Exit:  # something was found, and what was to be written is
            held.send()
            raise
        held.send()


def _fetched(held: Copies, url: str, command: str, name: str) -> Path:
    if name in OUTPUTS:
        return held.target(url)
    return held.fetch(url, must_exist=name not in _MADE and (command, name) not in _TEXTS_OR_FILES)


def _check(command: str, named: Mapping[str, Any]) -> None:
    for name, value in named.items():
        url = shown_url(next(url for each in _each(value) if (url := _url(each))))
        if command in _HERE_ALONE:
            raise UsageError(f"{url}: {_HERE_ALONE[command]} on this machine", hint="name a path")
        if name in _KEPT_HERE:
            raise UsageError(f"{url}: {_KEPT_HERE[name]} is kept on this machine", hint="name a path")


def _may_name(name: str, value: Any) -> bool:
    return name in _NAMES or name in _KEPT_HERE or any(isinstance(each, Path) for each in _each(value))


def _each(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _mapped(value: Any, one: Callable[[Any], Any]) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(one(each) for each in value)
    return one(value)


def _url(value: Any) -> str | None:
    """Return the URL that a value of the command line is, None for any other."""
    if isinstance(value, str):
        return value if is_url(value) else None
    found = _COLLAPSED.match(str(value)) if isinstance(value, Path) else None
    if found is None:
        return None
    rest = str(value)[found.end() :].replace("\\", "/")
    return f"file:///{rest}" if found[1].lower() == "file" else f"{found[1]}://{rest}"
