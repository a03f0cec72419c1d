"""What a workspace wants to hear of the findings in its files, and how much each weighs."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from songngu.corpus.errors import unreadable
from songngu.glossary.finding import Finding, Severity
from songngu.glossary.findings.suppress import MARKER, SIDECAR, Ignore, read_comments, read_sidecar
from songngu.glossary.rules import ALL, covers, names_of
from songngu.glossary.rules.faults import FAULT
from songngu.workspace.globs import covers as covers_file


@dataclass(frozen=True)
class CheckPolicy:
    """Rules that are ignored by the globs of files, and severities by the beginnings of rule ids, for some files too.

    The baseline is the file that holds what was there when the check was taken into use.
    """

    per_file_ignores: Mapping[str, Sequence[str]] = field(default_factory=dict)
    severity: Mapping[str, Severity] = field(default_factory=dict)
    per_file_severity: Mapping[str, Mapping[str, Severity]] = field(default_factory=dict)
    baseline: Path | None = None

    def heard(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Yield the findings that are not ignored in their files, each with its severity there; faults as they are."""
        for found in findings:
            if found.rule == FAULT:
                yield found
            elif not self._ignores(found):
                yield self._weighed(found)

    def _ignores(self, found: Finding) -> bool:
        return any(
            any(covers(rule, found.rule) for rule in names_of(rules)) and _is_in(found, glob)
            for glob, rules in self.per_file_ignores.items()
        )

    def _weighed(self, found: Finding) -> Finding:
        """Return a finding with the severity that is configured for its rule, in its files before anywhere."""
        tables = [held for glob, held in self.per_file_severity.items() if _is_in(found, glob)]
        for table in (*reversed(tables), self.severity):
            names = [name for name in table if covers(name, found.rule)]
            if names:
                return replace(found, severity=table[max(names, key=lambda name: 0 if name == ALL else len(name))])
        return found


def _is_in(found: Finding, glob: str) -> bool:
    return any(covers_file(glob, file) for file in {found.file, found.source.file, found.target.file})


def today() -> date:
    """Return the day by which suppressions expire: of SOURCE_DATE_EPOCH where that is set, in UTC."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(epoch) if epoch.isdigit() else time.time(), UTC).date()


def suppressions(root: Path, name: str, data: bytes) -> list[Ignore]:
    """Return the suppressions in the bytes of a file and in the one beside it; raises UsageError for a broken one."""
    comments = read_comments(name, data.decode("utf-8-sig", "replace")) if MARKER.encode() in data else []
    return [*comments, *_beside(root, name)]


def _beside(root: Path, name: str) -> list[Ignore]:
    path = root / (name + SIDECAR)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(error, name + SIDECAR) from None
    return read_sidecar(name, text, name + SIDECAR)
