"""The workspace: what `songngu.toml`, or `[tool.songngu]` of a `pyproject.toml`, asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

import songngu
from songngu.corpus.errors import UsageError
from songngu.corpus.export.recipe import Recipe
from songngu.corpus.files.settings import Table, read_toml, validated
from songngu.corpus.language.names import read_tag
from songngu.glossary.rules import DEFAULT_SELECTION

NAME = "songngu.toml"
_PYPROJECT = "pyproject.toml"
_CLAUSE = re.compile(r"(==|!=|>=|<=|~=|>|<)\s*(\d+(?:\.\d+)*)")
_STAR = re.compile(r"(\*\*/|\*)")
Text = Annotated[str, Field(min_length=1)]


def _tag(text: str) -> str:
    try:
        return read_tag(text)
    except UsageError as error:
        raise PydanticCustomError("language", "{why}", {"why": f"{error}; {error.hint}"}) from None


Tag = Annotated[str, AfterValidator(_tag)]


class Languages(Table):
    """The languages of the two sides."""

    source: Tag = "vi"
    target: Tag = "en"


class Documents(Table):
    """Globs of the two sides and, where the alignment is kept, of its bitext; ``*`` is the same text in all."""

    source: Text
    target: Text
    bitext: Text | None = None


class GlossaryFiles(Table):
    """The glossaries, a later one before an earlier."""

    files: tuple[Text, ...] = ()


class Check(Table):
    """Which rules are run where, and what makes the check fail."""

    select: tuple[Text, ...] = DEFAULT_SELECTION
    ignore: tuple[Text, ...] = ()
    per_file_ignores: dict[str, tuple[Text, ...]] = Field(default_factory=dict, alias="per-file-ignores")
    baseline: Text | None = None
    fail_on: Literal["error", "warning", "info"] = Field(default="warning", alias="fail-on")
    format: Text | None = None


class Export(Recipe):
    """The files `songngu build` writes, and what is done to their rows; ``card`` puts manifest and card beside them."""

    outputs: tuple[Text, ...] = ()
    card: bool = False


class Configuration(Table):
    """All of `songngu.toml`."""

    required_version: Text | None = Field(default=None, alias="required-version")
    languages: Languages = Languages()
    documents: tuple[Documents, ...] = ()
    glossary: GlossaryFiles = GlossaryFiles()
    check: Check = Check()
    export: Export = Export()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two files that render each other, and where their bitext is kept; paths are relative to the workspace."""

    source: str
    target: str
    bitext: str | None = None


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder and its configuration; ``path`` is the file it was read from, None where there is none."""

    root: Path
    configuration: Configuration
    path: Path | None = None


def find_workspace(start: Path) -> Workspace:
    """Return the workspace of the nearest configuration in ``start`` or above, or an unconfigured one of ``start``.

    Raises UsageError, with file and line, where the configuration is broken.
    """
    for folder in (start, *start.parents):
        for name in (NAME, _PYPROJECT):
            path = folder / name
            table = _table(path) if path.is_file() else None
            if table is not None:
                return Workspace(folder, _configuration(path, table), path)
    return Workspace(start, Configuration())


def _table(path: Path) -> Mapping[str, Any] | None:
    """Return the tables of a configuration, or None for a `pyproject.toml` without a part of ours."""
    try:
        table = read_toml(path)
    except UsageError as error:
        if path.name == _PYPROJECT and path.is_file():  # not ours to complain about
            return None
        raise UsageError(str(error), hint="`songngu init` writes an example") from None
    if path.name != _PYPROJECT:
        return table
    ours = table.get("tool", {}).get("songngu")
    return ours if isinstance(ours, dict) else None


def _configuration(path: Path, table: Mapping[str, Any]) -> Configuration:
    version = table.get("required-version")
    if isinstance(version, str):  # before the rest: another version may know other keys
        _require(path, version)
    return validated(Configuration, table, path)


def _require(path: Path, wanted: str) -> None:
    clauses = [clause.strip() for clause in wanted.split(",")]
    found = [_CLAUSE.fullmatch(clause) for clause in clauses]
    if not all(found):
        hint = 'write it like ">=0.1" or ">=0.1,<2"'
        raise UsageError(f"{path}: required-version {wanted!r} is none", hint=hint)
    ours = _version(songngu.__version__)
    if not all(_fits(ours, match[1], _version(match[2]), match[2].count(".")) for match in found if match):
        hint = f"install a version {wanted}"
        raise UsageError(f"{path}: wants songngu {wanted}, this is {songngu.__version__}", hint=hint)


def _version(text: str) -> tuple[int, ...]:
    return tuple([*map(int, re.findall(r"\d+", text)), 0, 0][:3])


def _fits(ours: tuple[int, ...], operator: str, wanted: tuple[int, ...], dots: int) -> bool:
    if operator == "~=":
        return ours >= wanted and ours[:dots] == wanted[:dots]
    tests = {"==": ours == wanted, "!=": ours != wanted, ">=": ours >= wanted, "<=": ours <= wanted}
    return {**tests, ">": ours > wanted, "<": ours < wanted}[operator]


def workspace_recipe(start: Path) -> Recipe:
    """Return what the workspace around ``start`` says of exports."""
    workspace = find_workspace(start)
    return workspace.configuration.export.found_from(workspace.root)


def pairs(workspace: Workspace) -> list[Pair]:
    """Return the document pairs of a workspace, in the order of their sources.

    Raises UsageError for a glob that matches nothing, globs that do not correspond, and a file without counterpart.
    """
    found: dict[Pair, None] = {}
    for documents in workspace.configuration.documents:
        found.update(dict.fromkeys(_matching(workspace.root, documents)))
    return sorted(found, key=lambda pair: (pair.source, pair.target))


def _matching(root: Path, documents: Documents) -> Iterator[Pair]:
    stars = len(_STAR.findall(documents.source)), len(_STAR.findall(documents.target))
    if stars[0] != stars[1]:
        message = f"documents: {documents.source!r} has {stars[0]} *, {documents.target!r} has {stars[1]}"
        raise UsageError(message, hint="each * of the source stands for the same text in the target")
    sources, targets = _files(root, documents.source), _files(root, documents.target)
    if not sources and not targets:
        raise UsageError(f"documents: nothing matches {documents.source!r} in {root}")
    for captures in sorted(sources.keys() ^ targets.keys()):
        file = sources.get(captures) or targets[captures]
        other = _filled(documents.target if captures in sources else documents.source, captures)
        raise UsageError(f"documents: {file} has no counterpart {other}", hint="add it, or narrow the globs")
    for captures in sorted(sources):
        bitext = _filled(documents.bitext, captures) if documents.bitext else None
        yield Pair(sources[captures], targets[captures], bitext)


def _files(root: Path, glob: str) -> dict[tuple[str, ...], str]:
    """Return the files a glob matches, by the texts that stand for its stars."""
    if Path(glob).is_absolute() or ".." in Path(glob).parts:
        raise UsageError(f"documents: {glob!r} leads out of the workspace", hint="put songngu.toml above the documents")
    parts = _STAR.split(glob)
    wild = {"**/": r"((?:[^/]+/)*)", "*": r"([^/]*?)"}
    pattern = re.compile("".join(wild.get(part, re.escape(part)) for part in parts))
    paths = (path.relative_to(root).as_posix() for path in root.glob(glob) if path.is_file())
    return {match.groups(): path for path in sorted(paths) if (match := pattern.fullmatch(path))}


def _filled(glob: str, captures: Sequence[str]) -> str:
    rest = iter(captures)
    return _STAR.sub(lambda _: next(rest, "*"), glob)
