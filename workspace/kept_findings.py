"""What is found in each pair or bitext of a run, kept by its content: an unchanged one is not checked again.

What concerns the whole run is worked out anew: the judgement of the rules that look at all documents together, and the
fingerprints, for which findings that say the same are counted through the run. Where pairs or bitexts share a file or a
document, or hold rows in other languages than theirs, nothing is kept: they are checked together.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from songngu.corpus.document import Document
from songngu.corpus.errors import SongnguError
from songngu.glossary.finding import Finding
from songngu.glossary.rules import RULES
from songngu.glossary.rules.check import (
    DocumentIssues,
    Numbered,
    PlacedFinding,
    check_documents,
    fingerprinted,
    judged,
    place_issues,
)
from songngu.glossary.rules.faults import FAULT
from songngu.glossary.rules.parted import with_pairs
from songngu.glossary.rules.rows import GlossaryMatchers
from songngu.glossary.rules.rule import Rule, Use
from songngu.workspace.alignments import AlignedPair, Alignments
from songngu.workspace.bitexts import BitextFile
from songngu.workspace.cache import Cache, content_key
from songngu.workspace.documents import LazyDocuments, PairFiles
from songngu.workspace.runners.local import LocalRunner
from songngu.workspace.runners.runner import in_order
from songngu.workspace.stored_findings import restored, stored

Unit = PairFiles | BitextFile
"""What is checked at a time: a pair of documents, or a bitext."""

_KIND = "checked"
_FORMAT = "1"
# Rules look at many texts at once, which has a price each time, as has a process; what is looked at takes memory.
_BATCH = 1 << 19
_MANY_BYTES = 1 << 22


@dataclass(frozen=True)
class UnitChecks:
    """How pairs and bitexts are checked one by one; ``marks`` are what findings depend on beside a unit itself.

    ``langs`` are the languages for which the glossary of the ``matchers`` is localised.
    """

    alignments: Alignments
    cache: Cache
    matchers: GlossaryMatchers
    rules: tuple[str, ...]
    langs: tuple[str, ...]
    marks: tuple[str | bytes, ...]

    def load(self, unit: Unit) -> AlignedPair:
        """Return the rows of a pair or a bitext, and how to read its files."""
        return self.alignments.of(unit, self.cache) if isinstance(unit, PairFiles) else unit.load()

    def key(self, unit: Unit) -> str:
        """Return what the findings in a unit are kept by."""
        return content_key((_FORMAT, *self.marks, "\0", *self.langs, "\0", unit.key))


def langs_of(units: Iterable[Unit]) -> tuple[str, ...]:
    """Return the languages of pairs and bitexts, as they say themselves."""
    return tuple(sorted({lang for unit in units for lang in unit.langs}))


def found_by_unit(checks: UnitChecks, units: Sequence[Unit], jobs: int) -> tuple[list[Finding], set[Any]] | None:
    """Return what is found in the units of a run, and the pairs of languages there; None where they are not separate.

    ``jobs`` processes check what is not kept, if there is much of it. Raises as the readers do.
    """
    files = [name for unit in units for name in unit.names]
    if len(set(files)) < len(files):
        return None
    found = [_unpacked(checks.cache.get(_KIND, checks.key(unit))) for unit in units]
    missing = [i for i, each in enumerate(found) if each is None]
    for i, each in zip(missing, _checked(checks, [units[i] for i in missing], jobs), strict=True):
        found[i] = each
    whole = [each for each in found if each]
    names = [name for each in whole for name in each.names]
    pairs = {pair for each in whole for pair in each.languages}
    if len(set(names)) < len(names) or {lang for pair in pairs for lang in pair if lang} != {*checks.langs}:
        return None
    return list(fingerprinted(_in_order(checks, units, whole))), pairs


def _in_order(checks: UnitChecks, units: Sequence[Unit], whole: Sequence[DocumentIssues]) -> Iterator[PlacedFinding]:
    """Yield the findings of all units, those that concern the whole run among them, in the order of the rows."""
    begins = list(accumulate((each.rows for each in whole), initial=0))
    uses = [
        (id, use._replace(row=use.row + begin))
        for each, begin in zip(whole, begins, strict=False)
        for id, use in each.uses
    ]
    more: dict[int, list[Numbered]] = {}
    for number, rule, issue in judged(map(RULES.__getitem__, checks.rules), uses):
        at = bisect_right(begins, number) - 1
        more.setdefault(at, []).append((number - begins[at], rule, issue))
    for i, each in enumerate(whole):
        placed = list(each.findings)
        if i in more:
            loaded = checks.load(units[i])
            placed += place_issues(more[i], with_pairs(loaded.bitext), LazyDocuments(loaded.read))
            placed.sort(key=lambda one: one.number)
        yield from placed


def _checked(checks: UnitChecks, units: Sequence[Unit], jobs: int) -> Iterator[DocumentIssues]:
    """Yield what is found in each unit, checked in batches."""
    size = sum(len(data) for unit in units for data in unit.data)
    jobs = jobs if size >= _MANY_BYTES else 1
    batches = list(_batches(units))
    lent = replace(checks, alignments=checks.alignments.lent()) if jobs > 1 else checks
    for found, notes in in_order(LocalRunner(jobs).run(_check_batch, batches, lent)):
        if isinstance(found, SongnguError):
            raise found
        checks.cache.notes += [note for note in notes if note not in checks.cache.notes]
        yield from found


def _batches(units: Sequence[Unit]) -> Iterator[list[Unit]]:
    batch: list[Unit] = []
    size = 0
    for unit in units:
        batch.append(unit)
        size += sum(map(len, unit.data))
        if size >= _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _check_batch(checks: UnitChecks, units: Sequence[Unit]) -> tuple[list[DocumentIssues] | SongnguError, list[str]]:
    """Return what is found in each of some units, or what is wrong with the first that cannot be read, and notes.

    It is kept here: to write it takes time, which the processes share. What may be other the next time is not kept.
    """
    try:
        loaded = [checks.load(unit) for unit in units]
        documents: Mapping[str, Document] = LazyDocuments(
            {name: read for each in loaded for name, read in each.read.items()}
        )
        rules: list[Rule] = [RULES[rule] for rule in checks.rules]
        found = check_documents([each.bitext for each in loaded], checks.matchers, rules, documents)
        for unit, each in zip(units, found, strict=True):
            if not any(placed.finding.rule == FAULT for placed in each.findings):
                checks.cache.put(_KIND, checks.key(unit), _packed(each))
        return found, checks.cache.notes
    except SongnguError as error:  # the first of the run is told, whichever process meets one first
        return error, checks.cache.notes


def _packed(found: DocumentIssues) -> bytes:
    findings = [(placed.number, stored(placed.finding), placed.identity) for placed in found.findings]
    entry = (found.rows, found.languages, found.names, findings, found.uses)
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _unpacked(data: bytes | None) -> DocumentIssues | None:
    if data is None:
        return None
    rows, languages, names, findings, uses = json.loads(data.decode("utf-8", "surrogatepass"))
    placed = [PlacedFinding(number, restored(finding), tuple(identity)) for number, finding, identity in findings]
    return DocumentIssues(
        rows, [tuple(pair) for pair in languages], names, placed, [(id, _use(*use)) for id, use in uses]
    )


def _use(key: str, form: str, row: int, mark: Sequence[int] | None, shown: str) -> Use:
    return Use(key, form, row, (mark[0], mark[1]) if mark else None, shown)
