"""Baselines: the findings that were there when a check was taken into use, so that only new ones count."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from songngu.corpus.errors import InputError, UsageError, unreadable
from songngu.corpus.files.display import escaped
from songngu.corpus.files.output import atomic_writer
from songngu.glossary.finding import Finding
from songngu.glossary.rules.faults import FAULT

VERSION = 1
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")


def read_baseline(path: Path) -> frozenset[str]:
    """Return the fingerprints a baseline holds.

    Raises UsageError where there is no such file, InputError where it is no baseline.
    """
    try:
        data: Any = json.loads(path.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        raise UsageError(f"{path}: no such baseline", hint="`songngu check --update-baseline` writes one") from None
    except OSError as error:
        raise unreadable(error, path) from None
    except (ValueError, RecursionError) as error:
        raise InputError(f"not a baseline: {error}", path=str(path), hint=_HINT) from None
    entries = data.get("findings") if isinstance(data, dict) else None
    if not isinstance(entries, list) or data.get("version") != VERSION:
        raise InputError("not a baseline of this version of songngu", path=str(path), hint=_HINT)
    prints = [entry.get("fingerprint") if isinstance(entry, dict) else None for entry in entries]
    known = frozenset(value for value in prints if isinstance(value, str) and _FINGERPRINT.fullmatch(value))
    if len(known) < len(set(map(str, prints))):
        raise InputError("an entry without a fingerprint", path=str(path), hint=_HINT)
    return known


_HINT = "write it anew with --update-baseline"


def with_baseline(findings: Iterable[Finding], known: frozenset[str]) -> list[Finding]:
    """Return the findings, those that the baseline knows marked as unchanged."""
    return [replace(found, baseline="unchanged") if found.fingerprint in known else found for found in findings]


def write_baseline(path: Path, findings: Iterable[Finding]) -> int:
    """Write the findings as a baseline and return how many; the file is sorted, for diffs.

    Those that are suppressed, and faults of songngu's own, are left out. File and message are for its readers: a
    finding is known by its fingerprint alone.
    """
    entries = sorted(
        {
            found.fingerprint: {
                "file": found.file,
                "rule": found.rule,
                "message": found.message,
                "fingerprint": found.fingerprint,
            }
            for found in findings
            if found.suppression is None and found.rule != FAULT
        }.values(),
        key=lambda entry: tuple(entry.values()),
    )
    with atomic_writer(path) as stream:
        stream.write(
            escaped(json.dumps({"version": VERSION, "findings": entries}, ensure_ascii=False, indent=2)) + "\n"
        )
    return len(entries)
