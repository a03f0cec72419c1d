"""The report of a run: what its stages took, who died, what failed, what a million pairs cost; as JSON or a page."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import songngu
from songngu.corpus.errors import UsageError
from songngu.corpus.files.display import escaped, quantity
from songngu.corpus.files.output import atomic_writer, check_place
from songngu.workspace.runners.account import Account, StageAccount
from songngu.workspace.runners.runner import peak_memory

VERSION = 1
_MILLION = 1_000_000
_HOUR = 3600


@dataclass(slots=True)
class RunFacts:
    """What a run was asked for and came to, beside its account: ``pairs`` of texts or sentences, and parts written."""

    command: str
    where: str
    pairs: int | None = None
    parts: int | None = None
    failed: list[tuple[str, str]] = field(default_factory=list)
    error: str | None = None


def check_report(path: Path) -> None:
    """Raise UsageError where a report cannot be written to ``path``, or would be neither a page nor JSON."""
    if path.suffix.lower() not in _FORMS:
        raise UsageError(f"{path}: a report is JSON or a page", hint="name it .json or .html")
    check_place(path)


@contextmanager
def reported(path: Path | None, account: Account, facts: RunFacts) -> Iterator[None]:
    """Write the report of what is done in the block when it ends, with the error that ended it, if one did."""
    if path is None:
        yield
        return
    check_report(path)
    begun, clock, used = datetime.now(UTC), time.monotonic(), time.process_time()
    try:
        yield
    except BaseException as error:
        facts.error = str(error) or type(error).__name__
        raise
    finally:
        own = time.process_time() - used
        report = report_of(account, facts, begun, time.monotonic() - clock, own)
        with atomic_writer(path) as stream:
            stream.write(_FORMS[path.suffix.lower()](report))


def report_of(account: Account, facts: RunFacts, begun: datetime, seconds: float, own: float) -> dict[str, Any]:
    """Return a report as JSON has it; ``seconds`` are those of the clock, ``own`` those of this process's processor."""
    workers = sum(stage.processor for stage in account.stages)
    return {
        "version": VERSION,
        "songngu": songngu.__version__,
        "command": facts.command,
        "where": facts.where,
        "begun": begun.isoformat(timespec="seconds"),
        "seconds": round(seconds, 3),
        "workers": account.workers,
        "pairs": facts.pairs,
        "parts": facts.parts,
        "processor": {"workers": round(workers, 3), "here": round(own, 3)},
        "memory": {
            "worker": max((stage.memory for stage in account.stages), default=0) or None,
            "here": peak_memory() or None,
        },
        "per_million_pairs": _cost(facts.pairs, seconds, workers + own),
        "stages": [_stage(stage) for stage in account.stages],
        "deaths": sum(stage.deaths for stage in account.stages),
        "failed": [{"id": id, "reason": reason} for id, reason in facts.failed],
        "notes": list(account.notes),
        "error": facts.error,
    }


def _cost(pairs: int | None, seconds: float, processor: float) -> dict[str, float] | None:
    """Return what a million pairs took, so that a price of a core for an hour gives what they cost."""
    if not pairs:
        return None
    scale = _MILLION / pairs
    return {"seconds": round(seconds * scale, 1), "core_hours": round(processor * scale / _HOUR, 4)}


def _stage(stage: StageAccount) -> dict[str, Any]:
    return {
        "name": stage.name,
        "tasks": stage.tasks,
        "kept": stage.kept,
        "done": stage.done,
        "failed": stage.failed,
        "deaths": stage.deaths,
        "rows": stage.rows or stage.rows_done or None,
        "seconds": round(stage.seconds, 3),
        "processor": round(stage.processor, 3),
        "memory": stage.memory or None,
    }


def _json(report: dict[str, Any]) -> str:
    return escaped(json.dumps(report, ensure_ascii=False, indent=2)) + "\n"


def _page(report: dict[str, Any]) -> str:
    from songngu.corpus.formats.page import page_of

    failed = report["failed"]
    return page_of(
        "workspace",
        "run.html",
        report=report,
        facts=list(_figures(report)),
        stages=[_cells(stage) for stage in report["stages"]],
        failures=quantity(len(failed), "pair"),
    )


def _figures(report: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what there is to tell of a whole run, by its names."""
    processor, memory, cost = report["processor"], report["memory"], report["per_million_pairs"]
    yield "begun", report["begun"]
    yield "seconds", _seconds(report["seconds"])
    yield "workers", str(report["workers"])
    if report["pairs"] is not None:
        yield "pairs", f"{report['pairs']:,}"
    if report["parts"] is not None:
        yield "parts", f"{report['parts']:,}"
    yield "processor, workers", _seconds(processor["workers"])
    yield "processor, here", _seconds(processor["here"])
    yield "memory of the largest worker", _megabytes(memory["worker"])
    yield "memory here", _megabytes(memory["here"])
    yield "workers that died", str(report["deaths"])
    if cost:
        yield "a million pairs", f"{_seconds(cost['seconds'])}, {cost['core_hours']:,} core hours"


def _cells(stage: dict[str, Any]) -> Sequence[str]:
    counts = [f"{stage[name]:,}" for name in ("tasks", "kept", "done", "failed", "deaths")]
    rows = f"{stage['rows']:,}" if stage["rows"] else _NONE
    return [stage["name"], *counts, rows, _seconds(stage["seconds"]), _seconds(stage["processor"]),
            _megabytes(stage["memory"])]  # fmt: skip


def _seconds(seconds: float) -> str:
    return f"{seconds:,.1f} s"


def _megabytes(size: int | None) -> str:
    return f"{size / _MILLION:,.0f} MB" if size else _NONE


_NONE = "–"
_FORMS: dict[str, Callable[[dict[str, Any]], str]] = {".json": _json, ".html": _page}
