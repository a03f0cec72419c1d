"""Corpora that an export wrote among bitexts, known by the manifests beside them."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

_SUFFIX = ".manifest.json"
_LARGEST = 1 << 24


def made_of_others(files: Collection[Path]) -> set[Path]:
    """Return those of some files that an export made of others among them: read with these, all would be there twice.

    A corpus whose inputs are elsewhere is not among them. Files are told by their names, as manifests have their paths
    from the folder where the export was run.
    """
    names = {file.name for file in files}
    made: set[Path] = set()
    for folder in sorted({file.parent for file in files}):
        for paper in sorted(folder.glob(f"*{_SUFFIX}")):
            inputs, outputs = (set(_names(paper, key)) for key in ("inputs", "outputs"))
            if (inputs - outputs) & names:
                made |= {folder / name for name in outputs}
    return made


def _names(paper: Path, key: str) -> Iterator[str]:
    """Yield the names of the files that a manifest lists; none of what is no manifest."""
    listed = _read(paper).get(key)
    for each in listed if isinstance(listed, list) else ():
        path = each.get("path") if isinstance(each, dict) else None
        if isinstance(path, str):
            yield path.rsplit("/", 1)[-1]


def _read(paper: Path) -> dict[str, Any]:
    try:
        if paper.stat().st_size > _LARGEST:
            return {}
        told = json.loads(paper.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) and "songngu" in told else {}
