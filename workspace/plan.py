"""What a check is to look at: the command line and the configuration made into one run."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from songngu.corpus.errors import UsageError
from songngu.glossary.rules import ALL, DEFAULT_SELECTION, selected
from songngu.glossary.rules.rule import Rule
from songngu.workspace.alignments import read_pair_files
from songngu.workspace.bitexts import is_bitext, read_bitext_file
from songngu.workspace.cache import Cache
from songngu.workspace.check import CheckRun, Unit, changed_since, jobs_of_machine, units_touched
from songngu.workspace.configuration import Pair, Workspace, pairs

CACHE = Path(".songngu", "cache")


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for; None where it leaves the word to the configuration."""

    paths: tuple[str, ...] = ()
    glossaries: tuple[Path, ...] = ()
    langs: tuple[str | None, str | None] = (None, None)
    pre_split: bool = False
    select: Sequence[str] | None = None
    ignore: Sequence[str] | None = None
    baseline: Path | None = None
    since: str | None = None
    no_cache: bool = False


def plan(workspace: Workspace, request: Request, *, reading_baseline: bool = True) -> CheckRun:
    """Return the run a request asks for in a workspace.

    Files that are named on the command line are named as they are there, those of the workspace from its root.
    Raises UsageError for what cannot be checked.
    """
    configured = workspace.configuration
    langs = request.langs[0] or configured.languages.source, request.langs[1] or configured.languages.target
    glossaries = list(request.glossaries) or [workspace.root / name for name in configured.glossary.files]
    root, units = _units(workspace, request, langs, glossaries)
    if request.since is not None:
        changed = changed_since(root, request.since)
        units = units_touched(units, changed, root, [*glossaries, *([workspace.path] if workspace.path else [])])
    baseline = request.baseline or (workspace.root / configured.check.baseline if configured.check.baseline else None)
    cached = workspace.path is not None and not request.no_cache
    return CheckRun(
        root=root,
        units=units,
        rules=_rules(workspace, request),
        glossary_files=glossaries,
        per_file_ignores=configured.check.per_file_ignores,
        baseline=baseline if reading_baseline else None,
        cache=Cache(workspace.root / CACHE) if cached else None,
        jobs=jobs_of_machine(),
    )


def _rules(workspace: Workspace, request: Request) -> tuple[Rule, ...]:
    """Return the rules of the run; suppressions are looked after whatever is selected, unless they are ignored."""
    check = workspace.configuration.check
    select = request.select or check.select or DEFAULT_SELECTION
    ignore = [*check.ignore, *(request.ignore or ())]
    for rules in check.per_file_ignores.values():
        selected(rules)
    return selected([*select, "SUP"] if ALL not in select else select, ignore)


def _units(
    workspace: Workspace, request: Request, langs: tuple[str, str], glossaries: Sequence[Path]
) -> tuple[Path, list[Unit]]:
    """Return what is to be checked, and the folder that its names start from."""
    found = pairs(workspace) if workspace.configuration.documents else []
    if not request.paths:
        if not found:
            raise UsageError(
                "nothing to check: no paths, and no [[documents]] in a songngu.toml",
                hint="name SOURCE and TARGET, or a bitext; `songngu init` writes a songngu.toml",
            )
        return workspace.root, _read(workspace.root, found, langs)
    root, names = _named(request.paths)
    if all(map(is_bitext, names)):
        return root, [read_bitext_file(root, name, langs) for name in dict.fromkeys(names)]
    chosen = _of_workspace(workspace, request.paths, found, glossaries)
    if chosen:
        return workspace.root, _read(workspace.root, chosen, langs)
    if len(request.paths) != 2:
        raise UsageError(
            f"{len(request.paths)} paths that are neither bitexts nor in [[documents]] of a songngu.toml",
            hint="name SOURCE and TARGET, or bitexts, or files of the workspace",
        )
    return root, [read_pair_files(root, Pair(names[0], names[1]), langs, pre_split=request.pre_split)]


def _named(paths: Sequence[str]) -> tuple[Path, list[str]]:
    """Return a folder and the paths from it: the working directory or, for files outside, the folder they share.

    No report then holds a path of this machine alone.
    """
    absolute = [Path.cwd() / path for path in paths]
    here = Path.cwd()
    try:
        inside = all(path.is_relative_to(here) for path in absolute)
        root = here if inside else Path(os.path.commonpath([path.parent for path in absolute]))
    except ValueError:  # on several drives
        return Path(), list(paths)
    return root, [path.relative_to(root).as_posix() for path in absolute]


def _read(root: Path, found: Sequence[Pair], langs: tuple[str, str]) -> list[Unit]:
    return [read_pair_files(root, pair, langs) for pair in found]


def _of_workspace(
    workspace: Workspace, paths: Sequence[str], found: Sequence[Pair], glossaries: Sequence[Path]
) -> list[Pair]:
    """Return the pairs of the workspace that hold the paths, if each path is in one, or a glossary of them all."""
    by_file: dict[Path, list[Pair]] = {}
    for pair in found:
        for name in (pair.source, pair.target, *([pair.bitext] if pair.bitext else [])):
            by_file.setdefault((workspace.root / name).resolve(), []).append(pair)
    for path in (*glossaries, *([workspace.path] if workspace.path else [])):
        by_file[path.resolve()] = list(found)
    wanted = [by_file.get(Path(path).resolve()) for path in paths]
    if not all(wanted):
        return []
    return sorted({pair for group in wanted for pair in group or ()}, key=lambda pair: (pair.source, pair.target))
