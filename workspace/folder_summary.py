"""What became of the pairs of two folders, the worst first: as text, as JSON, as a page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from songngu.align.pairing import Pairing
from songngu.corpus.errors import UsageError
from songngu.corpus.files.copy_name import named_path
from songngu.corpus.files.display import escaped, floored, quantity
from songngu.corpus.files.output import atomic_writer, check_place
from songngu.workspace.folders import JobResult, Outcome

VERSION = 1
_URGENCY = {Outcome.FAILED: 0, Outcome.EMPTY: 1}
_NONE = "–"


def worst_first(results: Sequence[JobResult]) -> list[JobResult]:
    """Return what failed first, then what has no pair, then the rest by what share of the rows is of worth."""

    def key(result: JobResult) -> tuple[int, float, int, str]:
        figures = result.figures
        urgency = _URGENCY.get(result.outcome, len(_URGENCY))
        name = named_path(result.job.source)
        return (urgency, figures.worth, -figures.other_language, name) if figures else (urgency, 1.0, 0, name)

    return sorted(results, key=key)


def summary_line(result: JobResult, pairing: Pairing | None = None) -> str:
    """Return what became of a pair, and how it was found by content, in one line."""
    told = [f"{name} {value}" for name, value in _cells(result, pairing) if value != _NONE]
    said = ": ".join(filter(None, [result.outcome if result.figures is None else "", *_failure(result)]))
    return f"{named_path(result.job.source)}: {', '.join(told) or said}"


def check_summary(path: Path) -> None:
    """Raise UsageError where a summary cannot be written to ``path``, or would be neither a page nor JSON nor text."""
    if path.suffix.lower() not in _forms():
        raise UsageError(f"{path}: a summary is text, JSON or a page", hint="name it .txt, .json or .html")
    check_place(path)


def write_summary(results: Sequence[JobResult], pairing: Pairing, path: Path) -> None:
    """Write what became of all pairs, the worst first: a page, JSON or text, by the suffix."""
    with atomic_writer(path) as stream:
        stream.writelines(_forms()[path.suffix.lower()](worst_first(results), pairing))


def _forms() -> dict[str, Callable[[Sequence[JobResult], Pairing], Iterator[str]]]:
    return {".html": _page, ".json": _json, ".txt": _text, "": _text}


def _failure(result: JobResult) -> Sequence[str]:
    return result.messages if result.outcome is Outcome.FAILED else ()


def _cells(result: JobResult, pairing: Pairing | None = None) -> Iterator[tuple[str, str]]:
    """Yield the figures of a pair by their names; those of a pairing by content last."""
    figures = result.figures
    mean = figures.mean_probability if figures else None
    yield "mean probability", _NONE if mean is None else floored(mean, 3)
    yield "one-sided", f"{figures.one_sided:.0%}" if figures else _NONE
    yield "plain copies", f"{figures.copies:.0%}" if figures else _NONE
    yield "in another language", str(figures.other_language) if figures else _NONE
    yield "rows", str(figures.rows) if figures else _NONE
    if pairing and pairing.likeness:
        pair = result.job.source, result.job.target
        doubt = " (may be no pair)" if pair in pairing.doubtful else ""
        yield "likeness", floored(pairing.likeness[pair], 3) + doubt if pair in pairing.likeness else _NONE


def _text(results: Sequence[JobResult], pairing: Pairing) -> Iterator[str]:
    for result in results:
        yield f"{summary_line(result, pairing)}\n"
    for path in pairing.unpaired:
        yield f"{named_path(path)}: no partner\n"
    for message in pairing.unread:
        yield f"{message}\n"


def _json(results: Sequence[JobResult], pairing: Pairing) -> Iterator[str]:
    summary = {
        "version": VERSION,
        "pairs": [_entry(result, pairing) for result in results],
        "unpaired": [named_path(path) for path in pairing.unpaired],
        "unread": list(pairing.unread),
        "passed_over": [named_path(path) for path in pairing.passed_over],
    }
    yield escaped(json.dumps(summary, ensure_ascii=False, indent=2)) + "\n"


def _entry(result: JobResult, pairing: Pairing) -> dict[str, Any]:
    figures, pair = result.figures, (result.job.source, result.job.target)
    names = "rows", "mean_probability", "one_sided", "copies", "other_language"
    return {
        "source": named_path(result.job.source),
        "target": named_path(result.job.target),
        "outcome": str(result.outcome),
        **{name: getattr(figures, name) if figures else None for name in names},
        "likeness": pairing.likeness.get(pair),
        "doubtful": pair in pairing.doubtful,
        "messages": list(result.messages),
    }


def _page(results: Sequence[JobResult], pairing: Pairing) -> Iterator[str]:
    from songngu.corpus.formats.page import page_of

    yield page_of(
        "workspace",
        "pairs.html",
        pairs=quantity(len(results), "pair"),
        names=[name for name, _ in _cells(results[0], pairing)] if results else [],
        rows=[_row(result, pairing) for result in results],
        unpaired=[named_path(path) for path in pairing.unpaired],
    )


def _row(result: JobResult, pairing: Pairing) -> dict[str, Any]:
    return {
        "files": f"{named_path(result.job.source)} ↔ {named_path(result.job.target)}",
        "messages": result.messages,
        "outcome": str(result.outcome),
        "cells": [value for _, value in _cells(result, pairing)],
    }
