"""The workspace: what `songngu.toml`, or `[tool.songngu]` of a `pyproject.toml`, asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

import songngu
from songngu.corpus.errors import UsageError
from songngu.corpus.export.recipe import Recipe
from songngu.corpus.files.copy_name import url_of
from songngu.corpus.files.settings import Table, read_toml, validated
from songngu.corpus.language.names import read_tag
from songngu.workspace.fence import Fence
from songngu.workspace.globs import filled, matching, wildcards

NAME = "songngu.toml"
_PYPROJECT = "pyproject.toml"
Text = Annotated[str, Field(min_length=1)]
Severities = dict[str, Literal["error", "warning", "info"]]
PresetName = Literal["strict", "prose", "software", "legal"]


def _encoding(name: str) -> str:
    from songngu.corpus.readers.encodings.legacy import find_encoding

    try:
        find_encoding(name)
    except UsageError as error:
        raise PydanticCustomError("encoding", "{why}", {"why": f"{error}; {error.hint}"}) from None
    return name


def _tag(text: str) -> str:
    try:
        return read_tag(text)
    except UsageError as error:
        raise PydanticCustomError("language", "{why}", {"why": f"{error}; {error.hint}"}) from None


Tag = Annotated[str, AfterValidator(_tag)]
EncodingOf = Annotated[Text, AfterValidator(_encoding)]


class Languages(Table):
    """The languages of the two sides; None where the texts tell."""

    source: Tag | None = None
    target: Tag | None = None


class DocumentGlobs(Table):
    """Globs of the two sides and, where the alignment is kept, of its bitext; a wildcard is the same text in all.

    ``missing`` says what a file without counterpart is, ``exclude`` are globs of files that are none of the documents.
    ``encoding`` is that of both sides, where it is not told right, unless one side has its own.
    """

    source: Text
    target: Text
    bitext: Text | None = None
    missing: Literal["warn", "error", "ignore"] = "warn"
    exclude: tuple[Text, ...] = ()
    encoding: EncodingOf | None = None
    source_encoding: EncodingOf | None = Field(default=None, alias="source-encoding")
    target_encoding: EncodingOf | None = Field(default=None, alias="target-encoding")


class GlossaryFiles(Table):
    """The glossaries, a later one before an earlier."""

    files: tuple[Text, ...] = ()


class Check(Table):
    """Which rules are run where, how much they weigh, and what makes the check fail; ``preset`` says it for a kind."""

    preset: PresetName | None = None
    select: tuple[Text, ...] | None = None
    ignore: tuple[Text, ...] = ()
    severity: Severities = Field(default_factory=dict)
    per_file_ignores: dict[str, tuple[Text, ...]] = Field(default_factory=dict, alias="per-file-ignores")
    per_file_severity: dict[str, Severities] = Field(default_factory=dict, alias="per-file-severity")
    baseline: Text | None = None
    fail_on: Literal["error", "warning", "info"] | None = Field(default=None, alias="fail-on")
    format: Text | None = None


class Export(Recipe):
    """The files `songngu build` writes, and what is done to their rows; ``card`` puts manifest and card beside them."""

    outputs: tuple[Text, ...] = ()
    card: bool = False


class ClusterSettings(Table):
    """The cluster that long commands use: the address of a scheduler or `local:N`, and what a worker may hold.

    That a scheduler on another host has no TLS is for the command line alone to allow.
    """

    address: Text | None = None
    worker_memory: Text | None = Field(default=None, alias="worker-memory")


class Configuration(Table):
    """All of `songngu.toml`."""

    required_version: Text | None = Field(default=None, alias="required-version")
    allow_outside: tuple[Text, ...] = Field(default=(), alias="allow-outside")
    languages: Languages = Languages.model_construct()
    documents: tuple[DocumentGlobs, ...] = ()
    glossary: GlossaryFiles = GlossaryFiles.model_construct()
    check: Check = Check.model_construct()
    export: Export = Export.model_construct()
    cluster: ClusterSettings = ClusterSettings.model_construct()


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

    def asked_languages(self, source: str | None = None, target: str | None = None) -> tuple[str | None, str | None]:
        """Return the languages of both sides that are given, else those configured; None where the texts tell."""
        configured = self.configuration.languages
        return source or configured.source, target or configured.target

    def languages(self, source: str | None = None, target: str | None = None) -> tuple[str, str]:
        """Return the languages of both sides: those given, else those configured, else Vietnamese and English."""
        configured = self.configuration.languages
        return source or configured.source or "vi", target or configured.target or "en"

    def without_documents(self, what: str) -> UsageError:
        """Return the error for doing ``what`` with all documents of a workspace that names none."""
        if self.path is None:
            hint = "name SOURCE and TARGET, or a bitext; `songngu init` writes a songngu.toml"
            return UsageError(f"nothing to {what}: no paths, and no songngu.toml here or above", hint=hint)
        hint = "fill in a table [[documents]] with source and target, or name SOURCE and TARGET, or a bitext"
        return UsageError(f"nothing to {what}: no paths, and no [[documents]] in {self.path}", hint=hint)

    def glossaries(self, given: Sequence[Path] = ()) -> tuple[Path, ...]:
        """Return the glossaries given or, where there are none, those configured."""
        return tuple(given) or tuple(self.root / name for name in self.configuration.glossary.files)


def open_workspace(folder: str | Path) -> Workspace:
    """Return the workspace that ``folder`` lies in.

    Raises UsageError where there is none, or where its configuration is broken, with file and line.
    """
    found = find_workspace(Path(folder))
    if found.path is None:
        raise UsageError(f"{folder}: in no workspace", hint="`songngu init` makes one")
    return found


def find_workspace(start: Path) -> Workspace:
    """Return the workspace of the nearest configuration in ``start`` or above, or an unconfigured one of ``start``.

    ``start`` is a folder, or a file in one.

    Raises UsageError, with file and line, where the configuration is broken.
    """
    start = start.resolve()
    start = start if start.is_dir() else start.parent
    for path in configuration_files(start):
        table = _table(path) if path.is_file() else None
        if table is not None:
            return Workspace(path.parent, _configuration(path, table), path)
    return Workspace(start, Configuration.model_construct())


def configuration_files(folder: Path) -> Iterator[Path]:
    """Yield the files that may hold the configuration of a folder, there or not, the nearest first.

    A copy of what an URL names has none: where it happens to lie says nothing of it.
    """
    if url_of(folder):
        return
    for above in (folder, *folder.parents):
        yield above / NAME
        yield above / _PYPROJECT


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
    configuration = validated(Configuration, table, path)
    _keep_inside(path, configuration)
    _check_kept(path, configuration)
    return configuration


def _fence(path: Path, configuration: Configuration) -> Fence:
    return Fence(path.parent.resolve(), path, configuration.allow_outside)


def _keep_inside(path: Path, configuration: Configuration) -> None:
    """Raise UsageError for a file that the configuration names and that is not under its folder, nor allowed."""
    fence = _fence(path, configuration)
    fence.refuse_urls("allow-outside", configuration.allow_outside)
    for documents in configuration.documents:
        fence.refuse_urls("documents", [documents.source, documents.target, *documents.exclude])
    fence.check("the cache", [".songngu/cache"])
    fence.check("check.baseline", [configuration.check.baseline])
    fence.check("documents.bitext", [documents.bitext for documents in configuration.documents])
    fence.check("export.outputs", configuration.export.outputs)
    fence.check("export.leaks.against", configuration.export.leaks.against)
    fence.check("glossary.files", configuration.glossary.files)


def _check_kept(path: Path, configuration: Configuration) -> None:
    """Raise UsageError where bitexts would be kept in a format that does not hold what a person decided."""
    named = [documents.bitext for documents in configuration.documents if documents.bitext]
    if not named:
        return
    from songngu.corpus.formats import FORMATS, format_by_suffix, keeps_decisions

    for bitext in named:
        format = format_by_suffix(bitext)
        if format is None or not keeps_decisions(format):
            hint = f"formats that do: {', '.join(sorted(filter(keeps_decisions, FORMATS)))}"
            raise UsageError(f"{path}: documents.bitext {bitext!r} is in no format that keeps decisions", hint=hint)


def _require(path: Path, wanted: str) -> None:
    """Hold the version to a specifier of PEP 440; raises UsageError where it is none or another version is wanted."""
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        fits = SpecifierSet(wanted).contains(songngu.__version__, prereleases=True)
    except InvalidSpecifier:
        hint = 'write it like ">=0.1" or ">=0.1,<2"'
        raise UsageError(f"{path}: required-version {wanted!r} is none", hint=hint) from None
    if not fits:
        hint = f"install a version {wanted}"
        raise UsageError(f"{path}: wants songngu {wanted}, this is {songngu.__version__}", hint=hint)


def workspace_recipe(start: Path) -> Recipe:
    """Return what the workspace around ``start`` says of exports."""
    workspace = find_workspace(start)
    return workspace.configuration.export.found_from(workspace.root)


@dataclass(frozen=True, slots=True)
class Missing:
    """A document without counterpart, where that would be, and whether it is an error."""

    file: str
    counterpart: str
    is_source: bool
    is_error: bool


def pairs(workspace: Workspace) -> tuple[list[Pair], list[Missing]]:
    """Return the document pairs of a workspace, in the order of their sources, and the files that have no counterpart.

    Raises UsageError for globs that match nothing, or that do not correspond, and for one bitext of several pairs.
    """
    found: dict[Pair, None] = {}
    alone: dict[Missing, None] = {}
    for documents in workspace.configuration.documents:
        matched = _matching(workspace.root, documents)
        found.update((pair, None) for pair in matched if isinstance(pair, Pair))
        alone.update((missing, None) for missing in matched if isinstance(missing, Missing))
    if workspace.path:
        fence = _fence(workspace.path, workspace.configuration)
        fence.check("documents", [name for pair in found for name in (pair.source, pair.target, pair.bitext)])
    _refuse_shared_bitext(found)
    paired = {name for pair in found for name in (pair.source, pair.target)}
    left = sorted((missing for missing in alone if missing.file not in paired), key=lambda missing: missing.file)
    return sorted(found, key=lambda pair: (pair.source, pair.target)), left


def _refuse_shared_bitext(found: Iterable[Pair]) -> None:
    """Raise UsageError where the alignments of two pairs would be kept in one file, each in the place of the other."""
    first: dict[str, Pair] = {}
    for pair in found:
        if pair.bitext and first.setdefault(Path(pair.bitext).as_posix(), pair) != pair:
            both = f"{first[Path(pair.bitext).as_posix()].source} and {pair.source}"
            message = f"documents.bitext: {pair.bitext} would hold the alignments of {both}, one in the other's place"
            raise UsageError(message, hint='give it the wildcards of the source, as in "bitexts/*.jsonl"')


def _matching(root: Path, documents: DocumentGlobs) -> list[Pair | Missing]:
    counts = len(wildcards(documents.source)), len(wildcards(documents.target))
    if counts[0] != counts[1]:
        message = f"documents: {documents.source!r} has {counts[0]} *, {documents.target!r} has {counts[1]}"
        raise UsageError(message, hint="each wildcard of the source stands for the same text in the target")
    sources, targets = (matching(root, glob, documents.exclude) for glob in (documents.source, documents.target))
    if not sources and not targets:
        raise UsageError(f"documents: nothing matches {documents.source!r} in {root}")
    found: list[Pair | Missing] = []
    for captures in sorted(sources.keys() | targets.keys()):
        if captures in sources and captures in targets:
            bitext = filled(documents.bitext, captures) if documents.bitext else None
            found.append(Pair(sources[captures], targets[captures], bitext))
        elif documents.missing != "ignore":
            file = sources.get(captures) or targets[captures]
            other = filled(documents.target if captures in sources else documents.source, captures)
            found.append(Missing(file, other, captures in sources, documents.missing == "error"))
    return found
