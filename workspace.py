"""The workspace: what `songngu.toml`, or `[tool.songngu]` of a `pyproject.toml`, asks for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

import songngu
from songngu.corpus.errors import UsageError
from songngu.glossary.rules import DEFAULT_SELECTION

NAME = "songngu.toml"
_PYPROJECT = "pyproject.toml"
_CLAUSE = re.compile(r"(==|!=|>=|<=|~=|>|<)\s*(\d+(?:\.\d+)*)")
_STAR = re.compile(r"(\*\*/|\*)")
Text = Annotated[str, Field(min_length=1)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Languages(_Table):
    """The languages of the two sides."""

    source: Text = "vi"
    target: Text = "en"


class Documents(_Table):
    """Globs of the two sides and, where the alignment is kept, of its bitext; ``*`` is the same text in all."""

    source: Text
    target: Text
    bitext: Text | None = None


class GlossaryFiles(_Table):
    """The glossaries, a later one before an earlier."""

    files: tuple[Text, ...] = ()


class Check(_Table):
    """Which rules are run where, and what makes the check fail."""

    select: tuple[Text, ...] = DEFAULT_SELECTION
    ignore: tuple[Text, ...] = ()
    per_file_ignores: dict[str, tuple[Text, ...]] = Field(default_factory=dict, alias="per-file-ignores")
    baseline: Text | None = None
    fail_on: Literal["error", "warning", "info"] = Field(default="warning", alias="fail-on")
    format: Text | None = None


class Export(_Table):
    """The files `songngu build` writes."""

    outputs: tuple[Text, ...] = ()


class Configuration(_Table):
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
        text = path.read_bytes().decode("utf-8-sig")
        table: Any = tomllib.loads(text.replace("\r\n", "\n"))
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        if path.name == _PYPROJECT:  # not ours to complain about
            return None
        raise UsageError(f"{path}: not TOML: {error}", hint="`songngu init` writes an example") from None
    if path.name != _PYPROJECT:
        return dict(table)
    ours = table.get("tool", {}).get("songngu")
    return ours if isinstance(ours, dict) else None


def _configuration(path: Path, table: Mapping[str, Any]) -> Configuration:
    version = table.get("required-version")
    if isinstance(version, str):  # before the rest: another version may know other keys
        _require(path, version)
    try:
        # strict models take no list for a tuple, but JSON has nothing else.
        return Configuration.model_validate(_tuples(table))
    except ValidationError as error:
        raise _explained(path, error, table) from None


def _tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tuples(item) for key, item in value.items()}
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


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


def _explained(path: Path, error: ValidationError, table: Mapping[str, Any]) -> UsageError:
    """Return the first problem as one line: the key, its line, and what was meant."""
    first = error.errors(include_url=False)[0]
    keys = [str(part) for part in first["loc"] if not isinstance(part, int)]
    name, place = ".".join(keys), f"{path}{_line(path, keys, first['loc'])}"
    if first["type"] == "extra_forbidden":
        known = _known(keys[:-1])
        near = get_close_matches(keys[-1], known, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
        return UsageError(f"{place}: unknown key {name!r}", hint=hint)
    if first["type"] == "missing":
        return UsageError(f"{place}: {name!r} is missing")
    message = str(first["msg"]).replace("tuple", "list").replace("valid dictionary", "table")
    return UsageError(f"{place}: {name!r} is wrong: {message[:1].lower()}{message[1:]}")


def _known(keys: Sequence[str]) -> list[str]:
    """Return the keys of the table at a path of keys."""
    model: type[BaseModel] = Configuration
    for key in keys:
        models: dict[str, type[BaseModel]] = {
            "languages": Languages,
            "documents": Documents,
            "glossary": GlossaryFiles,
            "check": Check,
            "export": Export,
        }
        model = models.get(key, model)
    return [field.alias or name for name, field in model.model_fields.items()]


def _line(path: Path, keys: Sequence[str], location: tuple[int | str, ...]) -> str:
    """Return ``:line`` where the last key stands under its table, as far as a search can tell."""
    text = path.read_text(encoding="utf-8-sig")
    number = next((part for part in location if isinstance(part, int)), 0)
    table = re.escape(keys[0])
    heads = (
        list(re.finditer(rf"^\s*\[+(?:tool\.songngu\.)?{table}\b[^\n]*$", text, re.MULTILINE)) if len(keys) > 1 else []
    )
    start = heads[min(number, len(heads) - 1)].start() if heads else 0
    found = re.compile(rf"^\s*\[*[\w.\"-]*?\b{re.escape(keys[-1])}\b", re.MULTILINE).search(text, start)
    at = found.end() if found else start
    return f":{text.count(chr(10), 0, at) + 1}" if found or heads else ""


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
