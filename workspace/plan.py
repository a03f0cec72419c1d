"""What a check is to look at: the command line and the configuration made into one run."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from songngu.corpus.errors import InputError, UsageError, no_such_file
from songngu.corpus.files.copy_name import url_of
from songngu.corpus.files.guard import guard
from songngu.glossary.finding import Severity
from songngu.glossary.findings.suppress import SIDECAR
from songngu.glossary.rules import ALL, names_of, selected
from songngu.glossary.rules.rule import Rule
from songngu.workspace.alignments import Alignments
from songngu.workspace.bitexts import files_of_bitext, is_bitext, read_bitext_file
from songngu.workspace.cache import Cache
from songngu.workspace.changed import changed_since
from songngu.workspace.check import CheckRun, files_of_unit, units_touched
from songngu.workspace.configuration import Missing, Pair, Workspace, pairs
from songngu.workspace.documents import PairFiles, ReadingOptions, is_near, read_pair_files
from songngu.workspace.evidence import Evidence
from songngu.workspace.globs import composed, pattern
from songngu.workspace.kept_findings import Unit
from songngu.workspace.languages import told_languages, usual_languages
from songngu.workspace.policy import CheckPolicy
from songngu.workspace.presets import preset_of
from songngu.workspace.runners.local import cores

CACHE = Path(".songngu", "cache")
_MOST_PROCESSES = 4


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for; None where it leaves the word to the configuration. ``here`` its paths start."""

    paths: tuple[str, ...] = ()
    glossaries: tuple[Path, ...] = ()
    langs: tuple[str | None, str | None] = (None, None)
    pre_split: bool = False
    select: Sequence[str] | None = None
    ignore: Sequence[str] | None = None
    baseline: Path | None = None
    since: str | None = None
    no_cache: bool = False
    here: Path = Path()
    trust: bool = False
    memories: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What a run looks at: names from ``root``, documents without counterpart, and paths that belong to no pair."""

    root: Path
    units: list[Unit]
    missing: list[Missing]
    langs: tuple[str, str]
    passed_over: tuple[str, ...] = ()


def plan(workspace: Workspace, request: Request, *, reading_baseline: bool = True) -> CheckRun:
    """Return the run a request asks for in a workspace.

    Files that are named on the command line are named as they are there, those of the workspace from its root.
    Raises UsageError for what cannot be checked.
    """
    configured = workspace.configuration
    glossaries = workspace.glossaries(request.glossaries)
    choice = _Choice(workspace, request, glossaries)
    chosen = choice.chosen()
    units, missing, langs = chosen.units, chosen.missing, chosen.langs
    if request.since is not None:
        changed = changed_since(chosen.root, request.since)
        shared = [*glossaries, *([workspace.path] if workspace.path else [])]
        units = units_touched(units, changed, chosen.root, shared)
        missing = [each for each in missing if (chosen.root / each.file).resolve() in changed]
    policy = policy_of(workspace, request.baseline)
    policy = policy if reading_baseline else replace(policy, baseline=None)
    guard([*(path for unit in units for path in _read_of(chosen.root, unit)), *glossaries])
    guard([path for path in (workspace.path, policy.baseline) if path])
    evidence = Evidence(langs, glossaries=glossaries)
    cached = workspace.path is not None and not request.no_cache
    preset = preset_of(configured.check)
    return CheckRun(
        root=chosen.root,
        units=units,
        rules=rules_of(workspace, request),
        missing=missing,
        alignments=Alignments(evidence, collection=_collection(workspace, units, evidence)),
        glossary_files=glossaries,
        policy=policy,
        fail_on=Severity(configured.check.fail_on or preset.fail_on),
        cache=Cache(workspace.root / CACHE) if cached else None,
        jobs=min(cores(), _MOST_PROCESSES),
        passed_over=chosen.passed_over,
        guesses=tuple(choice.guesses),
        memories=request.memories,
    )


def policy_of(workspace: Workspace, baseline: Path | None = None) -> CheckPolicy:
    """Return what a workspace wants to hear; ``baseline`` is one in the place of its own.

    Raises UsageError for a severity of what no rule begins with.
    """
    check = workspace.configuration.check
    return CheckPolicy(
        check.per_file_ignores,
        {**preset_of(check).severity, **_severities(check.severity)},
        {glob: _severities(held) for glob, held in check.per_file_severity.items()},
        baseline or (workspace.root / check.baseline if check.baseline else None),
    )


def _read_of(root: Path, unit: Unit) -> list[Path]:
    """Return the files that a unit is read from."""
    if isinstance(unit, PairFiles):
        return [root / name for name in files_of_unit(unit)]
    return [path for name in unit.names for path in files_of_bitext(root / name)]


def _collection(workspace: Workspace, units: Sequence[Unit], evidence: Evidence) -> tuple[PairFiles, ...]:
    """Return the pairs that an aligner without a lexicon learns from: all of the workspace, whichever are checked."""
    if evidence.has_lexicon or not workspace.configuration.documents:
        return ()
    read = {(unit.root, unit.pair): unit for unit in units if isinstance(unit, PairFiles)}
    found = ((workspace.root, pair) for pair in pairs(workspace)[0])
    return tuple(read.get(key) or read_pair_files(*key, evidence.langs) for key in found)


def _severities(table: Mapping[str, str]) -> dict[str, Severity]:
    """Return the severities by the beginnings of rule ids; raises UsageError for what no rule begins with."""
    selected(table)
    return {name.upper(): Severity(value) for name, value in table.items()}


def rules_of(workspace: Workspace, request: Request) -> tuple[Rule, ...]:
    """Return the rules of the run; suppressions are looked after whatever is selected, unless they are ignored."""
    check = workspace.configuration.check
    preset = preset_of(check)
    select = names_of(request.select or check.select or preset.select)
    ignore = [*preset.ignore, *check.ignore, *(request.ignore or ())]
    for glob, rules in check.per_file_ignores.items():
        pattern(glob, crossing=True)
        selected(rules)
    for glob in check.per_file_severity:
        pattern(glob, crossing=True)
    return selected([*select, "SUP"] if ALL not in select else select, ignore)


class _Choice:
    """The way from paths on the command line to what they stand for."""

    def __init__(self, workspace: Workspace, request: Request, glossaries: Sequence[Path]) -> None:
        self._workspace, self._request, self._glossaries = workspace, request, glossaries
        self._asked = workspace.asked_languages(*request.langs)
        self._langs = usual_languages(self._asked)
        self.guesses: list[str] = []
        self._pairs, self._missing = pairs(workspace) if workspace.configuration.documents else ([], [])

    def chosen(self) -> _Chosen:
        """Return what is to be checked, and the folder that its names start from."""
        root, paths = self._workspace.root, self._request.paths
        if not paths:
            if not self._workspace.configuration.documents:
                raise self._workspace.without_documents("check")
            return self._of_pairs(root, self._pairs, self._missing)
        if self._workspace.configuration.documents:
            found = self._of_workspace()
            if found:
                return found
        return self._named()

    def _of_pairs(self, root: Path, found: Sequence[Pair], missing: Sequence[Missing]) -> _Chosen:
        return _Chosen(root, self._read(found), list(missing), self._langs)

    def _read(self, found: Sequence[Pair]) -> list[Unit]:
        """Return the pairs of the workspace, in the languages that are asked for or else that all of it is in."""
        root = self._workspace.root
        texts = ((root / pair.source, root / pair.target) for pair in self._pairs)
        self._langs = told_languages(self._asked, texts, tell=lambda guess: self._guess(guess, root))
        return [read_pair_files(root, pair, self._langs) for pair in found]

    def _guess(self, guess: str, root: Path) -> None:
        self.guesses.append(guess.removeprefix(f"{root}{os.sep}"))

    def _bitext(self, root: Path, name: str) -> Unit:
        return read_bitext_file(root, name, self._langs, self._request.langs)

    def _named(self) -> _Chosen:
        """Return the bitexts, or the one pair, that the paths are."""
        root, names = _from_shared_folder(self._request.here, self._request.paths)
        if all(is_bitext(root / name) for name in names):
            return _Chosen(root, [self._bitext(root, name) for name in dict.fromkeys(names)], [], self._langs)
        if len(names) != 2:
            for name in names:
                if not is_bitext(root / name) and not (root / name).exists():
                    raise no_such_file(name)
            raise UsageError(
                f"{len(names)} paths that are neither bitexts nor in [[documents]] of a songngu.toml",
                hint="name SOURCE and TARGET, or bitexts, or files of the workspace",
            )
        pair, options = Pair(names[0], names[1]), ReadingOptions(self._request.pre_split)
        texts, trust = [(root / names[0], root / names[1])], self._request.trust
        langs = told_languages(self._asked, texts, options, trust=trust, tell=lambda guess: self._guess(guess, root))
        return _Chosen(root, [read_pair_files(root, pair, langs, options)], [], langs)

    def _of_workspace(self) -> _Chosen | None:
        """Return what the paths are to the workspace, or None where they are its business no more than a new folder's.

        What belongs to no pair is passed over by name: hooks name every file of a commit. Two paths that both belong
        to none are SOURCE and TARGET where their texts are in different languages.
        """
        held = _Held(self._workspace, self._pairs, self._missing, self._glossaries)
        root = self._workspace.root
        chosen: dict[Pair | Missing, None] = {}
        bitexts, strange = [], []
        for path in self._request.paths:
            place = self._request.here / path
            found = held.at(place)
            chosen.update(dict.fromkeys(found))
            if not found and is_bitext(place):
                bitexts.append(path)
            elif not found and not held.knows(place):
                strange.append(path)
        only_bitexts = not chosen and not strange
        if only_bitexts or (len(strange) == len(self._request.paths) == 2 and self._is_pair(strange)):
            return None
        for path in strange:
            if not (self._request.here / path).exists():
                raise no_such_file(path)
        units = self._read(
            sorted((p for p in chosen if isinstance(p, Pair)), key=lambda pair: (pair.source, pair.target))
        )
        units += [self._bitext(root, _name_from(root, self._request.here / path)) for path in dict.fromkeys(bitexts)]
        missing = [each for each in chosen if isinstance(each, Missing)]
        return _Chosen(root, units, missing, self._langs, tuple(dict.fromkeys(strange)))

    def _is_pair(self, paths: Sequence[str]) -> bool:
        """Tell whether two files are a source and its rendering: by options, their names, or their languages."""
        from songngu.align.pairing import shared_name
        from songngu.corpus.language.identify import identify

        names = [shared_name(Path(path), lang) for path, lang in zip(paths, self._langs, strict=True)]
        if any(self._request.langs) or self._request.pre_split or (names[0] == names[1] and paths[0] != paths[1]):
            return True
        spoken = []
        for path, lang in zip(paths, self._langs, strict=True):
            place = self._request.here / path
            if not place.is_file():
                return True  # the reader says best what is wrong
            try:
                document = ReadingOptions().at(place).read(place, lang)
            except InputError:
                return False
            spoken.append(identify("\n".join(block.content.text for block in document.blocks), self._langs))
        return None not in spoken and spoken[0] != spoken[1]


class _Held:
    """Which pairs a file or a folder of the workspace stands for."""

    def __init__(
        self, workspace: Workspace, found: Sequence[Pair], missing: Sequence[Missing], glossaries: Sequence[Path]
    ) -> None:
        self._by_file: dict[str, list[Pair | Missing]] = {}
        for pair in found:
            for name in (pair.source, pair.target, *([pair.bitext] if pair.bitext else [])):
                self._by_file.setdefault(_key(workspace.root / name), []).append(pair)
        for each in missing:
            self._by_file.setdefault(_key(workspace.root / each.file), []).append(each)
        for path in (*glossaries, *([workspace.path] if workspace.path else [])):
            self._by_file[_key(path)] = [*found, *missing]

    def at(self, path: Path) -> list[Pair | Missing]:
        """Return the pairs that a path stands for: those of a file, of all files in a folder."""
        key = _key(path)
        if path.is_dir():
            return [each for name, held in self._by_file.items() if name.startswith(f"{key}/") for each in held]
        return self._by_file.get(key.removesuffix(SIDECAR), [])

    def knows(self, path: Path) -> bool:
        """Tell whether a path is one of the workspace's own."""
        return _key(path) in self._by_file


def _key(path: Path) -> str:
    return composed(path.resolve().as_posix())


def _name_from(root: Path, place: Path) -> str:
    return Path(os.path.relpath(place.resolve(), root.resolve())).as_posix()


def _from_shared_folder(here: Path, paths: Sequence[str]) -> tuple[Path, list[str]]:
    """Return a folder and the paths from it: the working directory or, for paths far from it, the one they share.

    No report then holds a path of this machine alone, and what is named from here is named so in the report too.
    """
    absolute = [here / path for path in paths]
    try:
        shared = Path(os.path.commonpath([path.parent for path in absolute]))
        is_seen = is_near(here, shared) or not all(Path(path).is_absolute() for path in paths)
        if is_seen and not any(map(url_of, absolute)):
            return here, [_seen_from(here, path) for path in paths]
    except ValueError:  # on several drives
        return Path(), list(paths)
    return shared, [path.relative_to(shared).as_posix() for path in absolute]


def _seen_from(here: Path, path: str) -> str:
    return Path(os.path.relpath(path, here) if Path(path).is_absolute() else path).as_posix()
