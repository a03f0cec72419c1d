"""A bitext in parts: Parquet files in a folder, and the manifest, written last, that names those of a whole run."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from songngu.corpus.errors import InputError
from songngu.corpus.files.display import escaped
from songngu.corpus.files.remote import Store

MANIFEST = "manifest.json"
UNFINISHED = "unfinished.json"
"""Stands in the folder until there is a manifest."""

KIND = "songngu bitext in parts"
VERSION = 1


@dataclass(frozen=True, slots=True)
class PartsManifest:
    """The parts of a run by name, in their order, with the rows of each, and what else there is to say of the run."""

    run: str
    parts: tuple[tuple[str, int], ...]
    facts: dict[str, Any]

    def as_bytes(self) -> bytes:
        """Return the manifest as JSON."""
        parts = [{"file": name, "rows": rows} for name, rows in self.parts]
        told = {"kind": KIND, "version": VERSION, "run": self.run, **self.facts, "parts": parts}
        return (escaped(json.dumps(told, ensure_ascii=False, indent=1)) + "\n").encode()


def read_manifest(store: Store) -> PartsManifest | None:
    """Return the manifest in a folder, None where there is none of a bitext; raises InputError for a broken one."""
    data = store.read(MANIFEST)
    try:
        told = json.loads(data) if data else None
        if not isinstance(told, dict) or told.get("kind") != KIND:
            return None
        parts = tuple((str(part["file"]), int(part["rows"])) for part in told["parts"])
        facts = {key: value for key, value in told.items() if key not in ("kind", "version", "run", "parts")}
        return PartsManifest(str(told["run"]), parts, facts)
    except (ValueError, KeyError, TypeError) as error:
        if data and KIND.encode() not in data:
            return None
        raise InputError(f"is no manifest of a bitext: {error}", path=MANIFEST) from None


def files_of_parts(folder: Path) -> list[Path] | None:
    """Return the files of a bitext in parts, None for a folder that is none.

    Raises InputError where a part is missing that the manifest names, and where the first run has not ended.
    """
    manifest = read_manifest(Store(str(folder))) if (folder / MANIFEST).is_file() else None
    if manifest is None:
        if (folder / UNFINISHED).is_file():
            raise InputError("the run that writes this folder has not ended", path=str(folder), hint="run it again")
        return None
    files = [folder / name for name, _ in manifest.parts]
    for file in files:
        if not file.is_file():
            raise InputError("is named by the manifest and missing", path=str(file), hint="make the bitext again")
    return files
