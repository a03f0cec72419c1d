"""The card as a page of HTML: its figures as pictures, legible without scripts, in light and dark and on paper."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from songngu.corpus.export.card.charts import bar_chart
from songngu.corpus.export.card.contamination import COLUMNS, leak_rows, searched_rows
from songngu.corpus.export.card.facts import Facts, side_names
from songngu.corpus.export.card.features import FEATURE_COLUMNS, QUALITY_TOLD, classifier_features
from songngu.corpus.files.display import escaped, quantity

_LISTED = 100
_NUMBER = re.compile(r"-?[0-9.]+(?:e[-+]?[0-9]+)?%?|–")

Cell = str | int


@dataclass(frozen=True, slots=True)
class _Table:
    """A table, whose cells are texts; the first cell of a row names it, and may be a link to an address.

    ``numbers`` are the columns of numbers, ``gauges`` the widths of the bars at the end of the rows, up to 100.
    """

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Sequence[bool]
    title: str = ""
    links: Sequence[str] = ()
    gauges: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class _Folded:
    """A table that unfolds, and how many rows it leaves out."""

    summary: str
    table: _Table
    more: str


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of the card: what is told, tables, what unfolds, pairs of texts, and a text as it is."""

    title: str
    tables: Sequence[_Table] = ()
    told: str = ""
    folded: _Folded | None = None
    samples: Sequence[tuple[str, str]] = ()
    literal: str = ""

    @property
    def is_told(self) -> bool:
        """Whether there is anything in it."""
        return bool(any(table.rows for table in self.tables) or self.folded or self.samples or self.literal)


@dataclass(frozen=True, slots=True)
class _Chart:
    """A picture in SVG with its caption, and what its colours stand for."""

    picture: Markup
    caption: str
    legend: Sequence[str] = ()


def card_html(facts: Facts) -> str:
    """Return the card of a corpus as one page that needs nothing from elsewhere."""
    from songngu.corpus.formats.page import page_of

    return page_of(
        "corpus",
        "card.html",
        title=facts.name,
        names=side_names(facts.languages),
        langs=facts.languages,
        figures=_figures(facts),
        notes=facts.notes,
        charts=list(_charts(facts)),
        sections=[
            _Section("Split", [_split(facts)]),
            _Section("Removed on the way", [_removed(facts)]),
            _Section("Leaks found", [_leaks(facts)], searched_rows(facts)),
            _Section("Sources and licences", [_origins(facts)], folded=_documents(facts)),
            _Section("Samples", samples=facts.samples),
            _Section("Scores", [_scores(facts)]),
            _Section("Quality", [_quality(facts)], QUALITY_TOLD),
            _Section("Files", list(_files(facts))),
            _Section("Recipe", literal=_recipe(facts)),
        ],
        version=facts.version,
        created=facts.created,
    )


def _figures(facts: Facts) -> list[tuple[str, str]]:
    whole = facts.whole
    source, target = side_names(facts.languages)
    return [
        ("Rows", f"{whole.rows:,}"),
        ("Documents", f"{whole.documents:,}"),
        (f"{source} words", f"{whole.source_words:,}"),
        (f"{target} words", f"{whole.target_words:,}"),
        ("Kept of what was read", _share(whole.rows, facts.read)),
    ]


def _charts(facts: Facts) -> Iterator[_Chart]:
    source, target = names = side_names(facts.languages)
    series = [(source, facts.source_lengths), (target, facts.target_lengths)]
    if any(histogram.total for _, histogram in series):
        yield _Chart(bar_chart("lengths", "Rows by length", "words", series), "Words in a sentence", names)
    if facts.probabilities.total:
        none = f"; {facts.probabilities.none:,} rows have none" if facts.probabilities.none else ""
        chart = bar_chart("probability", "Rows by probability", "probability", [("rows", facts.probabilities)])
        yield _Chart(chart, f"Probability that a row is aligned right{none}")


def _split(facts: Facts) -> _Table:
    source, target = side_names(facts.languages)
    rows = [
        (
            part.name,
            part.rows,
            _share(part.rows, facts.whole.rows),
            part.documents,
            part.source_words,
            part.target_words,
        )
        for part in facts.parts
    ]
    return _table(("part", "rows", "share", "documents", f"{source} words", f"{target} words"), rows)


def _removed(facts: Facts) -> _Table:
    most = max((rows for _, rows in facts.removed), default=0)
    lines = [(reason, f"{rows:,}", _share(rows, facts.read)) for reason, rows in facts.removed]
    gauges = [f"{100 * rows / most if most else 0:.1f}" for _, rows in facts.removed]
    return _Table(("reason", "rows", "of what was read"), lines, (False, True, True), gauges=gauges)


def _leaks(facts: Facts) -> _Table:
    return _table(COLUMNS, leak_rows(facts))


def _origins(facts: Facts) -> _Table:
    origins = [size.origin for size in facts.origins]
    names = [origin.name or origin.pattern or "not told" for origin in origins]
    rows = [
        (name, size.origin.licence or "unknown", f"{size.documents:,}", f"{size.rows:,}")
        for name, size in zip(names, facts.origins, strict=True)
    ]
    # Another scheme could run a script.
    links = [origin.url if re.match(r"https?://", origin.url) else "" for origin in origins]
    return _Table(("source", "licence", "documents", "rows"), rows, (False, False, True, True), links=links)


def _documents(facts: Facts) -> _Folded | None:
    listed = facts.documents[:_LISTED]
    if not listed:
        return None
    table = _table(
        ("document", "source file", "target file", "source", "rows"),
        [(d.name, d.source_file, d.target_file, d.origin, d.rows) for d in listed],
    )
    more = facts.document_count - len(listed)
    return _Folded(quantity(facts.document_count, "document"), table, f"{more:,}" if more else "")


def _scores(facts: Facts) -> _Table:
    rows = [(s.name, s.rows, f"{s.least:g}", f"{s.mean:.3g}", f"{s.greatest:g}") for s in facts.scores]
    return _table(("score", "rows", "least", "mean", "greatest"), rows)


def _quality(facts: Facts) -> _Table:
    return _table(FEATURE_COLUMNS, classifier_features(facts))


def _files(facts: Facts) -> Iterator[_Table]:
    head, numbers = ("file", "rows", "bytes", "SHA-256"), (False, True, True, False)
    for title, listed in (("Written", facts.outputs), ("Read", facts.inputs)):
        if listed:
            rows = [(file.path, f"{file.rows:,}", f"{file.size:,}", file.sha256) for file in listed]
            yield _Table(head, rows, numbers, title)


def _recipe(facts: Facts) -> str:
    return escaped(json.dumps(facts.recipe, ensure_ascii=False, indent=2, sort_keys=True))


def _table(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> _Table:
    """Return a table; columns of numbers are told by what they hold."""
    numbers = [all(_NUMBER.fullmatch(str(row[i])) for row in rows) for i in range(len(head))]
    return _Table(head, [[f"{cell:,}" if isinstance(cell, int) else cell for cell in row] for row in rows], numbers)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "–"
