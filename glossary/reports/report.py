"""A report: how findings are rendered, and what of them it is given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from songngu.corpus.language.message import Message, told
from songngu.glossary.finding import Finding, Severity

Translated = Callable[[str], str]
"""What puts a message, or the template of one, into the language of a reader."""

_WEIGHTS = {
    Severity.ERROR: ("error", "errors"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.INFO: ("info", "info"),
}


class KeptFindings(Enum):
    """What a report holds beside the findings that count."""

    NOTHING = 0
    BASELINE = 1
    """Those of the baseline."""
    ALL = 2
    """Those of the baseline and those that are suppressed."""


@dataclass(frozen=True, slots=True)
class FindingsReport:
    """A report by what renders it, ending with a line end unless it is empty.

    ``in_bytes`` has columns counted in bytes of UTF-8. ``for_forges`` is what a forge reads, which looks for the files
    of a finding from the root of the repository. ``told`` renders it in the language of its readers, where it is for
    any: its findings are in it already, its own words are ``translated``; what programs read is English.
    """

    render: Callable[[Sequence[Finding]], str]
    keeps: KeptFindings = KeptFindings.NOTHING
    in_bytes: bool = False
    for_forges: bool = False
    told: Callable[[Sequence[Finding], Translated], str] | None = None

    def of(self, findings: Sequence[Finding], translated: Translated = str) -> str:
        """Return the report of those of the findings that it keeps, in the language of its readers if it has any."""
        if self.keeps is not KeptFindings.ALL:
            baseline = self.keeps is KeptFindings.BASELINE
            findings = [found for found in findings if found.counts or (baseline and found.suppression is None)]
        if self.told:
            return self.told([found.told(translated) for found in findings], translated)
        return self.render(findings)


def summary(findings: Sequence[Finding], translated: Translated) -> str:
    """Return how many findings of each severity there are, and in how many files."""
    weights = Counter(found.severity for found in findings)
    counts = [f"{weights[each]} {translated(_WEIGHTS[each][weights[each] > 1])}" for each in Severity if weights[each]]
    values = {"counts": ", ".join(counts), "files": len({found.file for found in findings})}
    one = Message("{counts} in {files} file.", **values)
    return told(one if values["files"] == 1 else Message("{counts} in {files} files.", **values), translated)
