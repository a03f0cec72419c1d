"""One run of the check: from pairs and bitexts to findings, by way of the cache, the suppressions and the baseline."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.corpus.document import Document
from songngu.corpus.errors import InputError
from songngu.corpus.language.message import Message
from songngu.glossary.finding import Excerpt, Finding, Severity
from songngu.glossary.findings.baseline import read_baseline, with_baseline
from songngu.glossary.findings.suppress import SIDECAR, Ignore, suppress
from songngu.glossary.rules import OWN_RULES, RULES
from songngu.glossary.rules.check import Remembered, by_place, fingerprint, languages_of
from songngu.glossary.rules.faults import FAULT
from songngu.glossary.rules.rule import Rule
from songngu.workspace.alignments import AlignedPair, Alignments
from songngu.workspace.cache import Cache, content_key
from songngu.workspace.configuration import Missing
from songngu.workspace.documents import LazyDocuments, PairFiles, kept_warnings
from songngu.workspace.kept_findings import Unit, UnitChecks, found_by_unit, langs_of
from songngu.workspace.policy import CheckPolicy, suppressions, today
from songngu.workspace.program import program
from songngu.workspace.runners.local import LocalRunner
from songngu.workspace.runners.runner import Runner, spread_over
from songngu.workspace.stored_findings import restored, stored

if TYPE_CHECKING:
    from songngu.glossary.concept import Glossary

Pairs = Iterable[tuple[str | None, str | None]]
"""Pairs of languages, as rows say them."""

_MANY_ROWS = 20_000


@dataclass(frozen=True)
class CheckRun:
    """What is checked, with what; ``glossary_files`` are paths, a later one before an earlier.

    ``missing`` are documents without counterpart, ``passed_over`` paths that belong to no pair, ``guesses`` what is to
    be told of documents whose language nothing tells for sure. Severities are by the
    beginnings of rule ids, and for some files by their globs. Pairs are aligned by ``jobs`` processes, or by a
    ``cluster`` where there is one.
    """

    root: Path
    units: Sequence[Unit]
    rules: tuple[Rule, ...]
    alignments: Alignments
    missing: Sequence[Missing] = ()
    glossary_files: Sequence[Path] = ()
    policy: CheckPolicy = field(default_factory=CheckPolicy)
    fail_on: Severity = Severity.WARNING
    cache: Cache | None = None
    jobs: int = 1
    cluster: Runner | None = None
    passed_over: tuple[str, ...] = ()
    guesses: tuple[str, ...] = ()
    memories: tuple[Path, ...] = ()

    def load(self, unit: Unit) -> AlignedPair:
        """Return the rows of a pair or a bitext, and how to read its files."""
        return self.alignments.of(unit, self.cache) if isinstance(unit, PairFiles) else unit.load()


def run_check(run: CheckRun, tell: Callable[[str], None] | None = None) -> list[Finding]:
    """Return all findings, those suppressed or known to the baseline marked so, by file and place.

    ``tell`` is called with each glossary that has no terms for the languages of what is checked, and with what the
    readers had to say of the documents.
    """
    whole = [*_found(run, tell), *_without_counterpart(run)]
    faults = [found for found in whole if found.rule == FAULT]
    heard = list(run.policy.heard(found for found in whole if found.rule != FAULT))
    findings = suppress(heard, _ignores(run), today(), [rule.id for rule in run.rules])
    baseline = run.policy.baseline
    findings = with_baseline(findings, read_baseline(baseline)) if baseline else findings
    return sorted([*faults, *findings], key=by_place) if faults else findings


def without_unreadable(run: CheckRun) -> tuple[CheckRun, list[InputError]]:
    """Return a run without the pairs and bitexts that cannot be read, and what is wrong with each of them."""
    read: list[Unit] = []
    wrong: list[InputError] = []
    for unit in run.units:
        try:
            _read(unit)
        except InputError as error:
            wrong.append(error)
        else:
            read.append(unit)
    held = tuple(unit for unit in run.alignments.collection if unit in read)
    return replace(run, units=read, alignments=replace(run.alignments, collection=held)), wrong


def _read(unit: Unit) -> None:
    if isinstance(unit, PairFiles):
        unit.read()
        unit.kept_bitext()
    else:
        unit.load()


def _without_counterpart(run: CheckRun) -> Iterator[Finding]:
    """Yield a finding for each document without counterpart, at its beginning."""
    rule = RULES["SEG011"]
    for each in run.missing if rule in run.rules else ():
        here, there = Excerpt(each.file, 1, 1, ""), Excerpt(each.counterpart, 1, 1, "")
        source, target = (here, there) if each.is_source else (there, here)
        yield Finding(
            rule=rule.id,
            severity=Severity.ERROR if each.is_error else rule.severity,
            message=Message("no counterpart {file}", file=each.counterpart),
            hint="render it, or name it in exclude of [[documents]]",
            file=each.file,
            line=1,
            column=1,
            end_line=1,
            end_column=1,
            side="source" if each.is_source else "target",
            source=source,
            target=target,
            concept=None,
            fix=None,
            fingerprint=fingerprint((rule.id, each.file, each.counterpart)),
        )


def _ignores(run: CheckRun) -> list[Ignore]:
    """Return the suppressions in the files of the run and beside them, each file once."""
    files = {name: data for unit in run.units for name, data in zip(unit.names, unit.data, strict=True)}
    return [ignore for name, data in files.items() for ignore in suppressions(run.root, name, data)]


def _empty(unit: Unit) -> Sequence[str]:
    """Return the name of a bitext that holds no rows."""
    return unit.names if not isinstance(unit, PairFiles) and unit.is_empty else ()


def _found(run: CheckRun, tell: Callable[[str], None] | None) -> list[Finding]:
    """Return what the rules find, from the cache where nothing has changed."""
    from songngu.corpus.formats import NO_ROWS

    if not run.units:
        return []
    key = _key(run)
    kept = None if run.memories else run.cache  # what a memory says changes with it
    known = kept.get("findings", key) if kept else None
    if known:
        _tell_kept_warnings(run, tell)
        return [restored(entry) for entry in json.loads(known)]
    findings, notes = _checked(run, tell)
    _tell_kept_warnings(run, tell)
    notes += [f"{name}: {NO_ROWS}" for unit in run.units for name in _empty(unit)]
    for note in notes if tell else ():
        tell(note)  # type: ignore[misc]
    if kept and not notes and not any(found.rule == FAULT for found in findings):
        entries = json.dumps([stored(found) for found in findings], ensure_ascii=False, separators=(",", ":"))
        kept.put("findings", key, entries.encode("utf-8", "surrogatepass"))
    return findings


def _tell_kept_warnings(run: CheckRun, tell: Callable[[str], None] | None) -> None:
    """Tell what the readers had to say of the documents, also where they were read in an earlier run."""
    if run.cache is None or tell is None:
        return
    for unit in run.units:
        if isinstance(unit, PairFiles):
            for warning in kept_warnings(run.cache, unit):
                tell(warning)


def _key(run: CheckRun) -> str:
    return content_key((*_marks(run), *(unit.key for unit in run.units)))


def _marks(run: CheckRun) -> tuple[str | bytes, ...]:
    """Return all that findings depend on beside the units."""
    glossaries = [path.read_bytes() if path.is_file() else b"" for path in run.glossary_files]
    rules = ",".join(rule.id for rule in run.rules)
    return (program(), rules, *glossaries, "\0", *run.units[0].langs, run.alignments.fingerprint)


def _checked(run: CheckRun, tell: Callable[[str], None] | None) -> tuple[list[Finding], list[str]]:
    """Return what the rules find, and what is to be told of glossaries that cannot serve the texts."""
    from songngu.glossary.concept import Glossary
    from songngu.glossary.formats import GlossaryOptions, read_glossary

    langs = GlossaryOptions(run.units[0].langs)
    glossaries = [read_glossary(path, options=langs) for path in run.glossary_files]
    if run.cache and (run.cluster or run.jobs > 1):
        pairs_of_files = [unit for unit in run.units if isinstance(unit, PairFiles)]
        run.alignments.prepare(pairs_of_files, run.cache, run.cluster or LocalRunner(run.jobs))
    glossary = Glossary.join(glossaries)
    findings, pairs = _one_by_one(run, glossary) or _together(run, glossary, tell)
    spoken = sorted({(source, target) for source, target in pairs if source and target})
    named = [(path.as_posix(), glossary) for path, glossary in zip(run.glossary_files, glossaries, strict=True)]
    return findings, [note for path, glossary in named for note in _unserving(path, glossary, spoken)]


def _one_by_one(run: CheckRun, glossary: Glossary) -> tuple[list[Finding], Pairs] | None:
    """Return what is found in each unit by itself, kept or not; None where they are to be checked together.

    What a memory says, and what the rules of other packages do, is no part of what is kept.
    """
    from songngu.glossary.rules.rows import GlossaryMatchers

    if run.cache is None or run.memories or not all(rule.id in OWN_RULES for rule in run.rules):
        return None
    langs, rules = langs_of(run.units), tuple(rule.id for rule in run.rules)
    matchers = GlossaryMatchers(glossary.localised(langs))
    checks = UnitChecks(run.alignments, run.cache, matchers, rules, langs, _marks(run))
    found = found_by_unit(checks, run.units, run.jobs)
    return (sorted(found[0], key=by_place), found[1]) if found else None


def _together(run: CheckRun, glossary: Glossary, tell: Callable[[str], None] | None) -> tuple[list[Finding], Pairs]:
    """Return what is found in all units as one bitext, and the pairs of their languages."""
    import polars as pl

    from songngu.glossary.rules.check import check_bitext

    bitexts: list[pl.DataFrame] = []
    readers: dict[str, Callable[[], Document]] = {}
    for unit in run.units:
        aligned = run.load(unit)
        bitexts.append(aligned.bitext)
        readers.update(aligned.read)
        if tell and run.cache is None and isinstance(unit, PairFiles):
            for name in unit.names:
                for warning in aligned.read[name]().warnings:
                    tell(f"{name}: {warning}")
    bitext = pl.concat(bitexts)
    jobs = run.jobs if bitext.height >= _MANY_ROWS else 1
    findings = check_bitext(
        bitext, glossary, documents=LazyDocuments(readers), rules=run.rules, jobs=jobs,
        spread=spread_over(LocalRunner(jobs)), remembered=_remembered(run, tell),
    )  # fmt: skip
    return findings, languages_of(bitext)


def _unserving(path: str, glossary: Glossary, pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield why the terms of a glossary cannot be found in texts of some pairs of languages."""
    from songngu.glossary.lint.languages import exchanged

    if glossary.concepts and pairs and not any(glossary.serves(*pair) for pair in pairs):
        yield f"{path}: no concept has terms in both languages of the texts"
    yield from (f"{path}: {fault.message}" for fault in exchanged(glossary))


def _remembered(run: CheckRun, tell: Callable[[str], None] | None) -> Remembered | None:
    if not run.memories:
        return None
    from songngu.workspace.memory.remembered import rendered_otherwise

    return rendered_otherwise(run.memories, tell or (lambda note: None))


def units_touched(units: Iterable[Unit], changed: set[Path], root: Path, glossaries: Iterable[Path]) -> list[Unit]:
    """Return the units with a changed file; all of them where a glossary or the configuration changed."""
    if any(path.resolve() in changed for path in glossaries):
        return list(units)
    return [unit for unit in units if any((root / name).resolve() in changed for name in files_of_unit(unit))]


def files_of_unit(unit: Unit) -> list[str]:
    """Return the names of the files a unit is made from: texts, what is suppressed beside them, the bitext kept."""
    kept = [unit.pair.bitext] if isinstance(unit, PairFiles) and unit.pair.bitext else []
    return [*unit.names, *(name + SIDECAR for name in unit.names), *kept]
