"""Findings come back from JSON as they were."""

import json
from dataclasses import replace

import pytest

from songngu.corpus.language.message import Message
from songngu.glossary.finding import Excerpt, Finding, Fix, Severity
from songngu.workspace.stored_findings import restored, stored

PLAIN = Finding(
    "TRM002", Severity.ERROR, "a plain text", "do so", "a.en.md", 1, 2, 1, 5, "target",
    Excerpt("a.vi.md", 1, 1, "Tô Châu"), Excerpt("a.en.md", 1, 2, "To Chau", (0, 7)), None, None, "0" * 16,
)  # fmt: skip


@pytest.mark.parametrize(
    "finding",
    [
        PLAIN,
        replace(PLAIN, message=Message("“{a}” {b}", a=Message("{n} of it", n=3), b="x"), concept="c"),
        replace(PLAIN, fix=Fix("Suzhou", True), severity=Severity.INFO),
    ],
)
def test_findings_come_back(finding: Finding) -> None:
    back = restored(json.loads(json.dumps(stored(finding))))
    assert back == finding
    assert isinstance(back.message, Message) == isinstance(finding.message, Message)
