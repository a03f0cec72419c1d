"""The manifest: what a corpus was made of and how, for programs; the same corpus gives the same bytes."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from songngu.corpus.export.card.facts import Facts, File, Histogram, OriginSize
from songngu.corpus.files.display import escaped

VERSION = 1
"""The version of the manifest's form."""


def manifest(facts: Facts) -> str:
    """Return the manifest of a corpus as JSON, keys sorted.

    ``recipe`` is what was asked for with every default, ``inputs`` and ``outputs`` are the files with their SHA-256,
    bytes and rows, ``removed`` the rows each reason took, in order. Names of files are as they were given. No time is
    told but the day the caller says.
    """
    told: dict[str, Any] = {
        "manifest": VERSION,
        "songngu": facts.version,
        "name": facts.name,
        "languages": {"source": facts.languages[0], "target": facts.languages[1]},
        "recipe": dict(facts.recipe),
        "inputs": [_file(file) for file in facts.inputs],
        "outputs": [_file(file) for file in facts.outputs],
        "rows": {"read": facts.read, "kept": facts.whole.rows}
        | ({"searched": facts.searched} if facts.searched else {}),
        "removed": [{"reason": reason, "rows": rows} for reason, rows in facts.removed],
        "leaks": [asdict(leak) for leak in facts.leaks],
        "sizes": {size.name: _without_name(asdict(size)) for size in (facts.whole, *facts.parts)},
        "lengths": {"source": _ranges(facts.source_lengths), "target": _ranges(facts.target_lengths)},
        "probabilities": _ranges(facts.probabilities),
        "statuses": {status or "none": rows for status, rows in facts.statuses},
        "scores": {score.name: _without_name(asdict(score)) for score in facts.scores},
        "sources": [_origin(size) for size in facts.origins],
        "documents": {"count": facts.document_count, "largest": [asdict(document) for document in facts.documents]},
        "notes": list(facts.notes),
    }
    if facts.created is not None:
        told["created"] = facts.created
    return escaped(json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True)) + "\n"


def _file(file: File) -> dict[str, Any]:
    told = {"path": file.path, "sha256": file.sha256, "bytes": file.size, "rows": file.rows}
    return told | ({"split": file.part} if file.part else {})


def _without_name(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key != "name"}


def _ranges(histogram: Histogram) -> dict[str, Any]:
    return {"ranges": [[label, count] for label, count in histogram.ranges], "none": histogram.none}


def _origin(size: OriginSize) -> dict[str, Any]:
    return asdict(size.origin) | {"documents": size.documents, "rows": size.rows}
