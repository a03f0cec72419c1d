"""The check of a bitext: every rule on every row, and every issue led back to its place in the files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from songngu.corpus.document import Document, Span
from songngu.corpus.normalise import letters
from songngu.glossary.concept import Glossary
from songngu.glossary.finding import Excerpt, Finding
from songngu.glossary.matcher import Match
from songngu.glossary.rules import RULES
from songngu.glossary.rules.rule import Issue, Mark, Row, Rule
from songngu.glossary.termbase import Sense, term_matcher

if TYPE_CHECKING:
    import polars as pl

_Terms = list[list[Match[Sense]]]
_NO_DOCUMENTS: Mapping[str, Document] = {}
_ALL_RULES = tuple(RULES.values())


def check_bitext(
    bitext: pl.DataFrame,
    glossary: Glossary,
    *,
    documents: Mapping[str, Document] = _NO_DOCUMENTS,
    rules: Iterable[Rule] = _ALL_RULES,
) -> list[Finding]:
    """Return the findings of ``rules`` in a bitext, by file and place; rejected rows are passed over.

    ``documents`` (by the path that the rows name) lead to line and column in the original files. Without its document
    a row is a line of its own: line is the row's number from 1, column the place in the text of the row.
    """
    rules = tuple(rules)
    findings: list[Finding] = []
    for number, row in _rows(bitext, glossary):
        issues = [(rule, issue) for rule in rules for issue in rule.check(row)]
        if issues:
            places = _Places(bitext.row(number, named=True), row, documents)
            findings.extend(_findings(issues, row, places))
    return sorted(findings, key=lambda found: (found.file, found.line, found.column, found.rule, found.concept or ""))


def _rows(bitext: pl.DataFrame, glossary: Glossary) -> Iterator[tuple[int, Row]]:
    """Yield position and content of the rows to check, with the terms that stand on both sides."""
    columns = bitext.select("source", "target", "source_lang", "target_lang", "status").to_dict(as_series=False)
    texts = {side: [text or "" for text in columns[side]] for side in ("source", "target")}
    terms = {side: _terms(texts[side], columns[f"{side}_lang"], glossary) for side in texts}
    for i, status in enumerate(columns["status"]):
        if status != "rejected":
            yield (
                i,
                Row(
                    texts["source"][i],
                    texts["target"][i],
                    columns["source_lang"][i] or "",
                    columns["target_lang"][i] or "",
                    terms["source"][i],
                    terms["target"][i],
                ),
            )


def _terms(texts: list[str], langs: list[str | None], glossary: Glossary) -> _Terms:
    """Return the terms of each text, covered ones included; each text is read once, by the matcher of its language."""
    found: _Terms = [[] for _ in texts]
    for lang in sorted({lang for lang in langs if lang}):
        rows = [i for i, other in enumerate(langs) if other == lang]
        matches = term_matcher(glossary, lang).find_all([texts[i] for i in rows], overlapping=True)
        for i, terms in zip(rows, matches, strict=True):
            found[i] = terms
    return found


def _findings(issues: list[tuple[Rule, Issue]], row: Row, places: _Places) -> Iterator[Finding]:
    counts: dict[tuple[str, ...], int] = {}
    for rule, issue in issues:
        marks = {"source": issue.source_mark, "target": issue.target_mark}
        file, begin, end = places.locate(issue.side, marks[issue.side])
        identity = _identity(rule, issue, row)
        counts[identity] = counts.get(identity, 0) + 1
        yield Finding(
            rule=rule.id,
            severity=issue.severity or rule.severity,
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
            fingerprint=_fingerprint((*identity, str(counts[identity]))),
        )


def _identity(rule: Rule, issue: Issue, row: Row) -> tuple[str, ...]:
    """Return what makes a finding the same one after the files were edited elsewhere."""
    wrong = row.target[slice(*issue.target_mark)] if issue.target_mark else ""
    return rule.id, issue.concept or "", _normal(row.source or row.target), _normal(wrong)


def _normal(text: str) -> str:
    return " ".join(letters(text).casefold().split())


def _fingerprint(parts: tuple[str, ...]) -> str:
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class _Places:
    """Where the texts of one row stand in their files."""

    def __init__(self, values: Mapping[str, Any], row: Row, documents: Mapping[str, Document]) -> None:
        self._values = values
        self._texts = {"source": row.source, "target": row.target}
        self._documents = documents

    def excerpt(self, side: str, mark: Mark | None) -> Excerpt:
        """Return the text of a side with the place of the mark, or of its beginning."""
        file, (line, column), _ = self.locate(side, mark)
        return Excerpt(file, line, column, self._texts[side], mark)

    def locate(self, side: str, mark: Mark | None) -> tuple[str, tuple[int, int], tuple[int, int]]:
        """Return the file, and line and column of the first character of the mark and of that after its last."""
        file = self._values[f"{side}_file"] or self._values["document"] or "-"
        text = self._texts[side]
        start, end = mark or (0, len(text))
        document = self._documents.get(file)
        span = self._span(document, side, start, end) if document else None
        if document is None or span is None:
            line = int(self._values["row"] or 0) + 1
            return file, (line, start + 1), (line, end + 1)
        return file, document.position(span.start), document.position(span.end)

    def _span(self, document: Document, side: str, start: int, end: int) -> Span | None:
        """Return the stretch of the file that holds the characters, through the sentences whose texts the row joins.

        Where the row's text is no longer theirs (it was edited), the stretch of the whole row.
        """
        ids = self._values[f"{side}_ids"] or []
        if not ids or max(ids) >= len(document.sentences):
            return self._row_span(document, side)
        sentences = [document.sentences[i] for i in ids]
        if " ".join(sentence.text for sentence in sentences) != self._texts[side]:
            return self._row_span(document, side)
        hulls, offset = [], 0
        for sentence in sentences:
            first, last = max(start - offset, 0), min(end - offset, len(sentence.text))
            if first < last:
                hulls.append(sentence.content.hull(first, last))
            offset += len(sentence.text) + 1
        return Span(hulls[0].start, hulls[-1].end) if hulls else self._row_span(document, side)

    def _row_span(self, document: Document, side: str) -> Span | None:
        spans = self._values[f"{side}_spans"] or []
        if not spans or spans[-1]["end"] > len(document.raw):
            return None
        return Span(spans[0]["start"], spans[-1]["end"])
