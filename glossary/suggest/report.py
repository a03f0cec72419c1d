"""Proposals as tables and pages to read, and as JSON and CSV for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

from songngu.corpus.files.display import floored
from songngu.corpus.language.names import language_name
from songngu.glossary.suggest.proposal import Proposal
from songngu.glossary.suggest.suggestion import Suggestions

Place = Callable[[int], dict[str, Any]]
"""Tells where a row stands: its file, line and texts."""

_SHOWN = 3
_FIRST = tuple("=+-@\t\r")


def as_json(found: Suggestions, place: Place) -> dict[str, Any]:
    """Return what `songngu glossary suggest --format json` prints: version 1, sides by language code, best first."""
    return {
        "version": 1,
        "proposals": [_json(each, found.langs, place) for each in found.proposals],
        "contradictions": [
            {**_json(each.proposal, found.langs, place), "concept": each.concept} for each in found.contradictions
        ],
        "notes": list(found.notes),
    }


def _json(each: Proposal, langs: tuple[str, str], place: Place) -> dict[str, Any]:
    return {
        langs[0]: list(each.source), langs[1]: list(each.target), "type": str(each.kind),
        "probability": each.probability, "status": "proposed", "count": each.count,
        "inconsistent": each.inconsistent, "places": [place(row) for row in each.rows],
    }  # fmt: skip


def as_table(found: Suggestions, place: Place) -> str:
    """Return the proposals a line each, numbered as ``--accept`` names them."""
    lines = []
    for number, each in enumerate(found.proposals, 1):
        where = place(each.rows[0])
        mark = "  inconsistent" if each.inconsistent else ""
        forms = f"{' | '.join(each.source)} = {' | '.join(each.target)}"
        about = f"({each.kind}, {each.count}×, {where['file']}:{where['line']})"
        lines.append(f"{number:4}  {floored(each.probability)}  {forms}  {about}{mark}")
    lines += [
        f"   !  {' | '.join(each.proposal.source)} = {' | '.join(each.proposal.target)}"
        f"  contradicts {each.concept} of the glossary"
        for each in found.contradictions
    ]
    return "".join(f"{line}\n" for line in lines)


def as_csv(found: Suggestions, place: Place) -> str:
    """Return the proposals as a table of comma-separated values; cells that a spreadsheet would run are guarded."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["number", *found.langs, "type", "probability", "count", "inconsistent", "file", "line"])
    for number, each in enumerate(found.proposals, 1):
        where = place(each.rows[0])
        texts = [_guarded("|".join(forms)) for forms in (each.source, each.target)]
        writer.writerow(
            [
                number,
                *texts,
                each.kind,
                each.probability,
                each.count,
                str(each.inconsistent).lower(),
                where["file"],
                where["line"],
            ]
        )
    return stream.getvalue()


def _guarded(text: str) -> str:
    return "'" + text if text.startswith(_FIRST) else text


def as_html(found: Suggestions, place: Place) -> str:
    """Return one page that needs nothing else: the proposals with the rows they stand in."""
    from songngu.corpus.formats.page import page_of

    rows = [
        (each, list(zip(found.langs, (each.source, each.target), strict=True)), floored(each.probability),
         [place(row) for row in each.rows[:_SHOWN]])
        for each in found.proposals
    ]  # fmt: skip
    return page_of("glossary", "suggest.html", found=found, rows=rows, languages=[*map(language_name, found.langs)])


FORMATS: dict[str, Callable[[Suggestions, Place], str]] = {"table": as_table, "csv": as_csv, "html": as_html}
"""The reports that are texts, by name."""
