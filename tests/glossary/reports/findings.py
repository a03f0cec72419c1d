"""Findings of every kind."""

from dataclasses import replace

from songngu.glossary.finding import Excerpt, Finding, Fix, Severity, Suppression


def finding(rule: str = "TRM002", severity: Severity = Severity.ERROR, message: str = "“Tao” is wrong") -> Finding:
    return Finding(
        rule=rule,
        severity=severity,
        message=message,
        hint="use “Đào”, 100%",
        file="bài/tho.en.txt",
        line=3,
        column=5,
        end_line=3,
        end_column=8,
        side="target",
        source=Excerpt("tho.vi.txt", 2, 1, "Bà Đào vẽ <tranh>.", (3, 6)),
        target=Excerpt("bài/tho.en.txt", 3, 5, "Mrs Tao paints.", (4, 7)),
        concept="dao",
        fix=Fix("Đào", True),
        fingerprint="0123456789abcdef",
    )


ALL = [
    finding(),
    finding("SEG001", Severity.WARNING),
    replace(finding("TRM009", Severity.INFO), fix=None, source=Excerpt("tho.vi.txt", 1, 1, "")),
    replace(finding("NUM010"), baseline="unchanged", fingerprint="1" * 16),
    replace(finding("NUM001"), suppression=Suppression("the house style", True), fingerprint="2" * 16),
    replace(finding("NUM002"), suppression=Suppression("agreed", False), end_line=4, fingerprint="3" * 16),
]
