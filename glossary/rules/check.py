"""The check of a bitext: every rule on every row, and every issue led back to its place in the files."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from songngu.corpus.bitext import SCHEMA
from songngu.corpus.document import Document
from songngu.corpus.language.message import Message
from songngu.corpus.language.normalise import letters
from songngu.glossary.concept import Glossary
from songngu.glossary.finding import Excerpt, Finding, Severity
from songngu.glossary.rules import RULES, selected
from songngu.glossary.rules.block import RowBlock
from songngu.glossary.rules.faults import FAULT, checked, fault, grouped, screened, sound
from songngu.glossary.rules.locations import RowLocations
from songngu.glossary.rules.parted import with_pairs
from songngu.glossary.rules.row_markup import Markups, markup_of, part_of
from songngu.glossary.rules.rows import GlossaryMatchers, read_rows
from songngu.glossary.rules.rule import Issue, Row, Rule, Use

if TYPE_CHECKING:
    import polars as pl

_NO_DOCUMENTS: Mapping[str, Document] = {}
_DEFAULT = selected()
_DOUBTFUL = 0.5
_LANGS = ("source_lang", "target_lang")
_BY_ALIGNMENT = ("TRM", "NUM", "TAG")

_OTHERWISE = "SEG012"
# Small parts keep memory low and all processors busy to the end; each has a price.
_PARTS_A_JOB = 4
_LEAST_PART = 8192

Numbered = tuple[int, str, Issue]
Checked = tuple[list[Numbered], list[tuple[str, Use]]]
Spread = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
"""An issue with the number of its row and the id of its rule."""
Identity = tuple[str, ...]
"""What makes a finding the same one in the next run, but for how many there are; none where it has its fingerprint."""
Remembered = Callable[["pl.DataFrame"], Iterable[tuple[int, Issue]]]
"""What tells, of the rows of a bitext, those rendered otherwise before."""


class PlacedFinding(NamedTuple):
    """A finding with the number of its row, before those of one identity are counted for its fingerprint."""

    number: int
    finding: Finding
    identity: Identity


class DocumentIssues(NamedTuple):
    """What is found in a bitext: how many rows were checked, the pairs of their languages, what they name (documents
    and files), the findings by those rows, and the uses to be judged with those of all others.
    """

    rows: int
    languages: list[tuple[str | None, str | None]]
    names: list[str]
    findings: list[PlacedFinding]
    uses: list[tuple[str, Use]]


def check_bitext(
    bitext: pl.DataFrame,
    glossary: Glossary,
    *,
    documents: Mapping[str, Document] = _NO_DOCUMENTS,
    rules: Iterable[Rule] = _DEFAULT,
    jobs: int = 1,
    spread: Spread = map,
    remembered: Remembered | None = None,
) -> list[Finding]:
    """Return the findings of ``rules`` in a bitext, by file and place; rejected rows are passed over."""
    found = check_rows(
        bitext, glossary, documents=documents, rules=rules, jobs=jobs, spread=spread, remembered=remembered
    )
    return sorted((finding for _, finding in found), key=by_place)


def check_rows(
    bitext: pl.DataFrame,
    glossary: Glossary,
    *,
    documents: Mapping[str, Document] = _NO_DOCUMENTS,
    rules: Iterable[Rule] = _DEFAULT,
    jobs: int = 1,
    spread: Spread = map,
    remembered: Remembered | None = None,
) -> Iterator[tuple[int, Finding]]:
    """Yield the findings of ``rules`` in a bitext, each with the ``row`` it is in; rejected rows are passed over.

    ``documents`` (by the path that the rows name) lead to line and column in the original files. Without its document
    a row is a line of its own: line is the row's number from 1, column the place in the text of the row.
    ``spread`` is a map that does ``jobs`` parts of the rows, side by side perhaps; what is found does not depend on it.
    ``remembered`` tells the rows that were rendered otherwise before.
    """
    rules = tuple(rules)
    bitext = with_pairs(bitext)
    glossary = glossary.localised(sorted({lang for pair in languages_of(bitext) for lang in pair if lang}))
    markups = markup_of(bitext, documents)
    issues, uses = _issues(bitext, glossary, rules, jobs, spread, markups)
    issues += judged(rules, uses)
    if remembered and RULES[_OTHERWISE] in rules:
        issues += ((number, _OTHERWISE, issue) for number, issue in remembered(bitext))
    placed = place_issues(issues, bitext, documents)
    rows = bitext["row"].to_list()
    for each, found in zip(placed, fingerprinted(placed), strict=True):
        yield int(rows[each.number] or 0), found


def check_documents(
    bitexts: Sequence[pl.DataFrame],
    matchers: GlossaryMatchers,
    rules: Sequence[Rule],
    documents: Mapping[str, Document] = _NO_DOCUMENTS,
) -> list[DocumentIssues]:
    """Return what the rules find in each bitext of a run, whatever the others hold.

    No two of them may name one document or file; the glossary of the ``matchers`` is localised already.
    """
    import polars as pl

    frames = [with_pairs(bitext.select(*SCHEMA)) for bitext in bitexts]
    whole = pl.concat(frames)
    issues, uses = _check_part(matchers, [rule.id for rule in rules], whole, 0, markup_of(whole, documents))
    begins = list(accumulate((frame.height for frame in frames), initial=0))
    found = [DocumentIssues(frame.height, languages_of(frame), _names(frame), [], []) for frame in frames]
    for placed in place_issues(issues, whole, documents):
        at = bisect_right(begins, placed.number) - 1
        found[at].findings.append(placed._replace(number=placed.number - begins[at]))
    for id, use in uses:
        at = bisect_right(begins, use.row) - 1
        found[at].uses.append((id, use._replace(row=use.row - begins[at])))
    return found


def _names(bitext: pl.DataFrame) -> list[str]:
    columns = ("document", "source_file", "target_file")
    return [f"{column} {name}" for column in columns for name in sorted(filter(None, {*bitext[column].to_list()}))]


def languages_of(bitext: pl.DataFrame) -> list[tuple[str | None, str | None]]:
    """Return the pairs of languages that rows of a bitext are in."""
    return sorted({*zip(*(bitext[lang].to_list() for lang in _LANGS), strict=True)}, key=repr)


def place_issues(
    issues: Iterable[Numbered], bitext: pl.DataFrame, documents: Mapping[str, Document]
) -> list[PlacedFinding]:
    """Return the findings that issues of the rows of a bitext are, in the order of the rows."""
    of_row: dict[int, list[tuple[Rule, Issue]]] = {}
    for number, rule, issue in issues:
        of_row.setdefault(number, []).append((RULES[rule], issue))
    numbers = sorted(of_row)
    chosen = bitext[numbers] if numbers else bitext.clear()
    return [
        PlacedFinding(number, *found)
        for number, values in zip(numbers, chosen.iter_rows(named=True), strict=True)
        for found in _told(of_row[number], values, documents)
    ]


def fingerprinted(placed: Iterable[PlacedFinding]) -> Iterator[Finding]:
    """Yield findings with their fingerprints: those of one identity are counted in the order of the run."""
    counts: dict[tuple[str, ...], int] = {}
    for _, found, identity in placed:
        if not identity:
            yield found
            continue
        counts[identity] = counts.get(identity, 0) + 1
        yield replace(found, fingerprint=fingerprint((*identity, str(counts[identity]))))


def judged(rules: Iterable[Rule], uses: Sequence[tuple[str, Use]]) -> list[Numbered]:
    """Return the issues of the rules that look at the uses of a whole run, which stand in its order."""
    return [
        issue
        for rule in rules
        if rule.judge
        for issue in _judged(rule.id, rule.judge, [use for id, use in uses if id == rule.id])
    ]


def _told(
    issues: list[tuple[Rule, Issue]],
    values: dict[str, Any],
    documents: Mapping[str, Document],
) -> list[tuple[Finding, Identity]]:
    """Return the findings of a row; where they cannot be placed, one that says so, at the number of the row."""
    source, target = values["source"] or "", values["target"] or ""
    try:
        row = Row(source, target, "", "", probability=values["probability"])
        return list(_findings(issues, row, RowLocations(values, row, documents)))
    except Exception as error:  # whatever it is, the findings of the other rows are told
        bare = RowLocations(values, Row("", "", "", ""), _NO_DOCUMENTS)
        file, (line, column), _ = bare.locate("target", None)
        ours, theirs = (Excerpt(file, line, column, text) for text in (source, target))
        found = fault(", ".join(sorted({rule.id for rule, _ in issues})), error)
        known = fingerprint((FAULT, source, target))
        placed = Finding(FAULT, Severity.ERROR, found.message, found.hint, file, line, column, line, column, "target",
                         ours, theirs, None, None, known)  # fmt: skip
        return [(placed, ())]


def by_place(found: Finding) -> tuple[str, int, int, str, str, str]:
    """Return the key by which findings are sorted."""
    return found.file, found.line, found.column, found.rule, found.concept or "", found.fingerprint


def _issues(
    bitext: pl.DataFrame, glossary: Glossary, rules: Sequence[Rule], jobs: int, spread: Spread, markups: Markups
) -> Checked:
    """Return all issues and uses; the rows are checked in parts, of which ``jobs`` may be done side by side."""
    work = partial(_check_task, GlossaryMatchers(glossary), [rule.id for rule in rules])
    cuts = pairwise([0, *_seams(bitext, max(_LEAST_PART, bitext.height // (_PARTS_A_JOB * jobs))), bitext.height])
    parts = list(spread(work, [(bitext[i:j], i, part_of(markups, i, j)) for i, j in cuts]))
    return [issue for part, _ in parts for issue in part], [use for _, part in parts for use in part]


def _judged(
    rule: str, judge: Callable[[Sequence[Use]], Iterator[tuple[int, Issue]]], uses: Sequence[Use]
) -> list[Numbered]:
    try:
        return [(number, rule, issue) for number, issue in judge(uses)]
    except Exception as error:  # whatever it is, the other rules are heard
        return [(uses[0].row, FAULT, fault(rule, error))] if uses else []


def _seams(bitext: pl.DataFrame, length: int) -> Iterator[int]:
    """Yield where parts of at least that many rows begin, each with all rows of its documents and of their files."""
    columns = bitext.select("document", "source_file", "target_file").to_dict(as_series=False)
    last = {(name, value): i for name, values in columns.items() for i, value in enumerate(values)}
    last |= {(name, None): 0 for name in ("source_file", "target_file")}
    reach = begin = 0
    for i, values in enumerate(zip(*columns.values(), strict=True)):
        if i > reach and i - begin >= length:
            yield i
            begin = i
        reach = max(reach, *(last[pair] for pair in zip(columns, values, strict=True)))


def _check_task(matchers: GlossaryMatchers, ids: Sequence[str], task: tuple[pl.DataFrame, int, Markups]) -> Checked:
    return _check_part(matchers, ids, *task)


def _check_part(
    matchers: GlossaryMatchers, ids: Sequence[str], bitext: pl.DataFrame, first: int, markups: Markups
) -> Checked:
    """Return the issues of some documents, and the uses to be judged with those of the others.

    Rows are numbered from ``first``.
    """
    rules = [RULES[rule] for rule in ids]
    groups = grouped(rules)
    numbers: list[int] = []
    held: list[Row] = []
    issues: list[Numbered] = []
    for i, row in read_rows(bitext, matchers, markups):
        if row.fault:
            issues.append((first + i, FAULT, fault(Message("reading the segment"), row.fault)))
            continue
        numbers.append(first + i)
        held.append(row)
    rows = RowBlock(held)
    for number, row, concerned in zip(numbers, rows, screened(groups, rows), strict=True):
        if concerned:
            issues += [(number, *found) for found in checked(concerned, row)]
    uses: list[tuple[str, Use]] = []
    for rule in rules:
        if rule.across:
            found, faults = sound(rule.id, rule.across, rows)
            issues += ((numbers[at], rule.id, issue) for at, issue in found)
            issues += ((numbers[at], FAULT, issue) for at, issue in faults)
        if rule.uses:
            used, faults = sound(rule.id, rule.uses, rows)
            uses += ((rule.id, use._replace(row=numbers[use.row])) for use in used)
            issues += ((numbers[at], FAULT, issue) for at, issue in faults)
    return issues, uses


def _findings(issues: list[tuple[Rule, Issue]], row: Row, places: RowLocations) -> Iterator[tuple[Finding, Identity]]:
    for rule, issue in issues:
        marks = {"source": issue.source_mark, "target": issue.target_mark}
        if rule.id.startswith("PUN") and places.is_made(issue.side, marks[issue.side]):
            continue
        file, begin, end = places.locate(issue.side, marks[issue.side])
        placed = Finding(
            rule=rule.id,
            severity=_severity(rule, issue, row),
            message=issue.message,
            hint=issue.hint,
            file=file,
            line=begin[0],
            column=begin[1],
            end_line=end[0],
            end_column=end[1],
            side=issue.side,
            source=places.excerpt("source", issue.source_mark),
            target=places.excerpt("target", issue.target_mark),
            concept=issue.concept,
            fix=issue.fix,
            fingerprint="",
        )
        yield placed, _identity(rule, issue, row)


def _severity(rule: Rule, issue: Issue, row: Row) -> Severity:
    """Return how much an issue weighs: no error that rests on an alignment which is less likely than not."""
    severity = issue.severity or rule.severity
    doubtful = row.probability is not None and row.probability < _DOUBTFUL
    if doubtful and severity is Severity.ERROR and rule.id.startswith(_BY_ALIGNMENT):
        return Severity.WARNING
    return severity


def _identity(rule: Rule, issue: Issue, row: Row) -> tuple[str, ...]:
    """Return what makes a finding the same one after the files were edited elsewhere."""
    wrong = row.target[slice(*issue.target_mark)] if issue.target_mark else ""
    if issue.side == "source" and issue.source_mark:
        wrong = row.source[slice(*issue.source_mark)]
    return rule.id, issue.concept or "", _normal(row.source or row.target), _normal(wrong)


def _normal(text: str) -> str:
    return " ".join(letters(text).casefold().split())


def fingerprint(parts: Iterable[str]) -> str:
    """Return 16 hexadecimal digits of a BLAKE2b hash of ``parts``."""
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
