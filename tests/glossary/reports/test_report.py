"""What of the findings a report is given."""

import pytest

from songngu.glossary.finding import Finding
from songngu.glossary.reports.report import FindingsReport, KeptFindings
from tests.glossary.reports.findings import ALL


def ids(findings: list[Finding]) -> str:
    return " ".join(found.rule for found in findings) + "\n" if findings else ""


@pytest.mark.parametrize("kept", KeptFindings)
def test_findings_that_count_are_always_there(kept: KeptFindings) -> None:
    told = FindingsReport(ids, kept).of(ALL)  # type: ignore[arg-type]
    assert told.startswith("TRM002 SEG001 TRM009")
    assert told.endswith("\n")
    if kept is KeptFindings.NOTHING:
        assert told == "TRM002 SEG001 TRM009\n"


def test_nothing_is_told_of_nothing() -> None:
    assert FindingsReport(ids).of([]) == ""  # type: ignore[arg-type]
