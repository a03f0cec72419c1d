"""The card as a page of HTML: its figures as pictures, legible without scripts, in light and dark and on paper."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from string import Template

from songngu.corpus.export.card.charts import bar_chart
from songngu.corpus.export.card.facts import Facts, File, OriginSize, side_names
from songngu.corpus.export.card.features import QUALITY_TOLD, classifier_features
from songngu.corpus.files.display import escaped
from songngu.corpus.formats.fields import FORBIDDEN

_LISTED = 100
_FORBIDDEN = re.compile(FORBIDDEN)
_NUMBER = re.compile(r"-?[0-9.]+(?:e[-+]?[0-9]+)?%?|–")

Cell = str | int


def card_html(facts: Facts) -> str:
    """Return the card of a corpus as one page that needs nothing from elsewhere; what HTML forbids is dropped."""
    template = files("songngu.corpus").joinpath("data", "card.html").read_text(encoding="utf-8")
    sections = [
        _pictures(facts),
        _section("Split", _split(facts)),
        _section("Removed on the way", _removed(facts)),
        _section("Leaks found", _leaks(facts)),
        _section("Sources and licences", _origins(facts) + _documents(facts)),
        _section("Samples", _samples(facts)),
        _section("Scores", _scores(facts)),
        _section("Quality", _quality(facts)),
        _section("Files", _files(facts)),
        _section("Recipe", _recipe(facts)),
    ]
    source, target = side_names(facts.languages)
    return Template(template).substitute(
        title=_text(facts.name),
        subtitle=_text(f"{source}–{target} sentence pairs"),
        figures="\n".join(f"<div><dt>{_text(name)}</dt><dd>{value}</dd></div>" for name, value in _figures(facts)),
        notes="".join(f'<p class="remark">{_text(note)}</p>\n' for note in facts.notes),
        sections="\n".join(filter(None, sections)),
        version=_text(facts.version),
        created=_text(f" on {facts.created}") if facts.created else "",
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


def _pictures(facts: Facts) -> str:
    source, target = side_names(facts.languages)
    series = [(source, facts.source_lengths), (target, facts.target_lengths)]
    figures = []
    if any(histogram.total for _, histogram in series):
        legend = "".join(f'<span class="key-{i}">{_text(name)}</span>' for i, (name, _) in enumerate(series))
        chart = bar_chart("lengths", "Rows by length", "words", series)
        figures.append(_figure(chart, f"Words in a sentence {legend}"))
    if facts.probabilities.total:
        none = f"; {facts.probabilities.none:,} rows have none" if facts.probabilities.none else ""
        chart = bar_chart("probability", "Rows by probability", "probability", [("rows", facts.probabilities)])
        figures.append(_figure(chart, f"Probability that a row is aligned right{none}"))
    return f'<div class="charts">\n{"".join(figures)}</div>' if figures else ""


def _figure(chart: str, caption: str) -> str:
    return f"<figure>\n<figcaption>{caption}</figcaption>\n{_FORBIDDEN.sub('', chart)}\n</figure>\n"


def _split(facts: Facts) -> str:
    source, target = side_names(facts.languages)
    rows = [
        (
            size.name,
            size.rows,
            _share(size.rows, facts.whole.rows),
            size.documents,
            size.source_words,
            size.target_words,
        )
        for size in facts.parts
    ]
    return _table(("part", "rows", "share", "documents", f"{source} words", f"{target} words"), rows)


def _removed(facts: Facts) -> str:
    most = max((rows for _, rows in facts.removed), default=0)
    lines = [
        f'<tr><th scope="row">{_text(reason)}</th><td class="number">{rows:,}</td>'
        f'<td class="number">{_share(rows, facts.read)}</td><td class="gauge">{_gauge(rows, most)}</td></tr>'
        for reason, rows in facts.removed
    ]
    head = _head(("reason", "rows", "of what was read", ""), (False, True, True, False))
    return _wide(f'<table class="removed">{head}<tbody>{"".join(lines)}</tbody></table>') if lines else ""


def _gauge(rows: int, most: int) -> str:
    width = 100 * rows / most if most else 0
    return (
        '<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect class="bar-0" width="{width:.1f}" height="8"/></svg>'
    )


def _leaks(facts: Facts) -> str:
    rows = [(leak.set, leak.kind, "too short to count" if leak.short else "", leak.rows) for leak in facts.leaks]
    return _table(("stand in", "as there", "", "rows"), rows)


def _origins(facts: Facts) -> str:
    lines = [
        f'<tr><th scope="row">{_linked(size)}</th><td>{_text(size.origin.licence or "unknown")}</td>'
        f'<td class="number">{size.documents:,}</td><td class="number">{size.rows:,}</td></tr>'
        for size in facts.origins
    ]
    head = _head(("source", "licence", "documents", "rows"), (False, False, True, True))
    return _wide(f"<table>{head}<tbody>{''.join(lines)}</tbody></table>") if lines else ""


def _linked(size: OriginSize) -> str:
    origin = size.origin
    name = _text(origin.name or origin.pattern or "not told")
    # Another scheme could run a script.
    return f'<a href="{_text(origin.url)}">{name}</a>' if re.match(r"https?://", origin.url) else name


def _documents(facts: Facts) -> str:
    listed = facts.documents[:_LISTED]
    if not listed:
        return ""
    table = _table(
        ("document", "source file", "target file", "source", "rows"),
        [(d.name, d.source_file, d.target_file, d.origin, d.rows) for d in listed],
    )
    more = facts.document_count - len(listed)
    rest = f"<p>And {more:,} smaller ones.</p>" if more else ""
    documents = "document" if facts.document_count == 1 else "documents"
    return f"<details><summary>{facts.document_count:,} {documents}</summary>\n{table}{rest}</details>"


def _samples(facts: Facts) -> str:
    source, target = (_text(code) for code in facts.languages)
    rows = "".join(
        f'<tr><td lang="{source}" dir="auto">{_text(one)}</td><td lang="{target}" dir="auto">{_text(other)}</td></tr>\n'
        for one, other in facts.samples
    )
    head = _head(side_names(facts.languages), (False, False))
    return f'<table class="samples">{head}<tbody>{rows}</tbody></table>' if rows else ""


def _scores(facts: Facts) -> str:
    rows = [(s.name, s.rows, f"{s.least:g}", f"{s.mean:.3g}", f"{s.greatest:g}") for s in facts.scores]
    return _table(("score", "rows", "least", "mean", "greatest"), rows)


def _quality(facts: Facts) -> str:
    rows = classifier_features(facts)
    return f"<p>{_text(QUALITY_TOLD)}</p>\n{_table(('score', 'changes by'), rows)}" if rows else ""


def _files(facts: Facts) -> str:
    parts = []
    for title, listed in (("Written", facts.outputs), ("Read", facts.inputs)):
        if listed:
            head = _head(("file", "rows", "bytes", "SHA-256"), (False, True, True, False))
            lines = "".join(map(_file, listed))
            parts.append(f"<h3>{title}</h3>\n" + _wide(f"<table>{head}<tbody>\n{lines}</tbody></table>"))
    return "\n".join(parts)


def _file(file: File) -> str:
    return (
        f'<tr><th scope="row">{_text(file.path)}</th><td class="number">{file.rows:,}</td>'
        f'<td class="number">{file.size:,}</td><td class="sum">{_text(file.sha256)}</td></tr>\n'
    )


def _recipe(facts: Facts) -> str:
    return f"<pre>{_text(escaped(json.dumps(facts.recipe, ensure_ascii=False, indent=2, sort_keys=True)))}</pre>"


def _section(title: str, content: str) -> str:
    return f"<section>\n<h2>{title}</h2>\n{content}\n</section>" if content else ""


def _table(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table; columns of numbers are set as such, and the first cell of a row names it."""
    rows = list(rows)
    if not rows:
        return ""
    numbers = [all(_NUMBER.fullmatch(str(row[i])) for row in rows) for i in range(len(head))]
    lines = []
    for first, *rest in rows:
        cells = "".join(_cell(cell, number) for cell, number in zip(rest, numbers[1:], strict=True))
        lines.append(f'<tr><th scope="row">{_text(str(first))}</th>{cells}</tr>\n')
    return _wide(f"<table>{_head(head, numbers)}<tbody>\n{''.join(lines)}</tbody></table>")


def _wide(table: str) -> str:
    """Let a table that is wider than the page scroll by itself."""
    return f'<div class="wide">{table}</div>'


def _cell(cell: Cell, number: bool) -> str:
    text = f"{cell:,}" if isinstance(cell, int) else _text(cell)
    return f'<td class="number">{text}</td>' if number else f"<td>{text}</td>"


def _head(names: Sequence[str], numbers: Sequence[bool]) -> str:
    cells = (
        f'<th scope="col" class="number">{_text(name)}</th>' if number else f'<th scope="col">{_text(name)}</th>'
        for name, number in zip(names, numbers, strict=True)
    )
    return f"<thead><tr>{''.join(cells)}</tr></thead>"


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "–"


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))
