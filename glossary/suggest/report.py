"""Proposals as tables and pages to read, and as JSON and CSV for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from html import escape
from typing import Any

from songngu.corpus.files.display import floored
from songngu.glossary.suggest.proposal import Proposal
from songngu.glossary.suggest.suggestion import Suggestions

Place = Callable[[int], dict[str, Any]]
"""Tells where a row stands: its file, line and texts."""

_SHOWN = 3
_FIRST = tuple("=+-@\t\r")
_STYLE = """
:root { color-scheme: light dark; --line: #8886; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
td, th { border-bottom: 1px solid var(--line); padding: .3rem .6rem; text-align: left; vertical-align: top; }
td { overflow-wrap: anywhere; } .note { color: #a60; } small { color: GrayText; } details p { margin: .2rem 0; }
"""


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
    head = "".join(f"<th>{escape(name)}</th>" for name in ("", *found.langs, "type", "probability", "places"))
    rows = "\n".join(_html_row(number, each, found.langs, place) for number, each in enumerate(found.proposals, 1))
    against = "".join(
        f"<li>{escape(' | '.join(each.proposal.source))} = {escape(' | '.join(each.proposal.target))}"
        f" <small>{escape(each.concept)}</small></li>"
        for each in found.contradictions
    )
    notes = "".join(f"<p>{escape(note)}</p>" for note in found.notes)
    more = f"<h2>Against the glossary</h2>\n<ul>{against}</ul>" if against else ""
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Proposals for a glossary</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f"<h1>Proposals for a glossary</h1>\n{notes}\n<table>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>\n{more}\n</body>\n</html>\n"
    )


def _html_row(number: int, each: Proposal, langs: tuple[str, str], place: Place) -> str:
    sides = "".join(
        f'<td lang="{escape(lang)}">{"<br>".join(map(escape, forms))}</td>'
        for lang, forms in zip(langs, (each.source, each.target), strict=True)
    )
    shown = "".join(_html_place(place(row), langs) for row in each.rows[:_SHOWN])
    mark = ' <span class="note">inconsistent</span>' if each.inconsistent else ""
    return (
        f"<tr><td>{number}</td>{sides}<td>{each.kind}{mark}</td><td>{floored(each.probability)}</td>"
        f"<td><details><summary>{each.count}</summary>{shown}</details></td></tr>"
    )


def _html_place(where: dict[str, Any], langs: tuple[str, str]) -> str:
    return (
        f"<p><small>{escape(where['file'])}:{where['line']}</small><br>"
        f'<span lang="{escape(langs[0])}">{escape(where["source"])}</span><br>'
        f'<span lang="{escape(langs[1])}">{escape(where["target"])}</span></p>'
    )


FORMATS: dict[str, Callable[[Suggestions, Place], str]] = {"table": as_table, "csv": as_csv, "html": as_html}
"""The reports that are texts, by name."""
