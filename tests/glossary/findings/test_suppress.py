from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.errors import UsageError
from songngu.glossary.finding import Excerpt, Finding, Severity
from songngu.glossary.findings.suppress import Ignore, read_comments, read_sidecar, suppress

TODAY = date(2027, 3, 1)
RULES = ["TRM002", "NUM010", "SUP001", "SUP002", "SUP003"]


def finding(line: int = 3, rule: str = "TRM002", file: str = "a.md", source_line: int = 99) -> Finding:
    return Finding(
        rule, Severity.ERROR, "m", "h", file, line, 1, line, 4, "target",
        Excerpt("a.vi.md", source_line, 1, "Hạc bay."), Excerpt(file, line, 1, "The Crane flies."),
        "crane", None, "f" * 16,
    )  # fmt: skip


def outcome(raw: str, *findings: Finding, file: str = "a.md") -> list[tuple[str, str | None]]:
    found = suppress(findings, read_comments(file, raw), TODAY, RULES)
    return [(f.rule, f.suppression.reason if f.suppression else None) for f in found]


def test_a_comment_speaks_of_the_block_after_it() -> None:
    raw = "# A\n\n<!-- songngu-ignore TRM002: a quotation -->\n\nThe Crane\nflies.\n\nThe Crane again.\n"
    assert [ignore.lines for ignore in read_comments("a.md", raw)] == [(5, 6)]
    assert outcome(raw, finding(5), finding(6)) == [("TRM002", "a quotation")] * 2
    assert outcome(raw, finding(8)) == [("SUP001", None), ("TRM002", None)]


def test_a_comment_in_a_line_speaks_of_that_line() -> None:
    raw = "One.\nThe Crane. <!-- songngu-ignore TRM, NUM: two\nlines -->\n"
    assert [(ignore.lines, ignore.reason) for ignore in read_comments("a.md", raw)] == [((2, 3), "two lines")]
    assert outcome(raw, finding(2)) == [("TRM002", "two lines")]


def test_a_comment_for_the_file_and_for_all_rules() -> None:
    raw = "<!-- songngu-ignore-file: drafts -->\n"
    assert outcome(raw, finding(77)) == [("TRM002", "drafts")]
    assert outcome("<!-- songngu-ignore-files: x -->", finding()) == [("TRM002", None)]


def test_either_side_may_hold_the_comment() -> None:
    raw = "<!-- songngu-ignore TRM002: said so -->\nHạc bay.\n"
    assert outcome(raw, finding(source_line=2), file="a.vi.md") == [("TRM002", "said so")]


def test_a_reason_is_mandatory() -> None:
    for raw in ("<!-- songngu-ignore TRM002 -->\nx", "<!-- songngu-ignore TRM002: -->\nx"):
        assert outcome(raw, finding(2)) == [("SUP002", None), ("TRM002", None)]


@pytest.mark.parametrize(("until", "holds"), [("2027-03-01", True), ("2027-02-28", False), ("soon", False)])
def test_suppressions_expire(until: str, holds: bool) -> None:
    raw = f"<!-- songngu-ignore TRM002 until {until}: it is late -->\nx"
    expected = [("TRM002", "it is late")] if holds else [("SUP003", None), ("TRM002", None)]
    assert outcome(raw, finding(2)) == expected


def test_unused_suppressions_are_told_for_rules_that_ran() -> None:
    assert outcome("<!-- songngu-ignore NUM010: x -->\n") == [("SUP001", None)]
    assert outcome("<!-- songngu-ignore PUN001: x -->\n") == []
    found = suppress([], read_comments("a.md", "<!-- songngu-ignore TRM0O2: x -->"), TODAY, RULES)
    assert found[0].message.endswith("'TRM0O2'") and found[0].hint == "did you mean TRM002?"
    assert suppress([], read_comments("a.md", "<!-- songngu-ignore NUM010: x -->"), TODAY, ["NUM010"]) == []


def test_findings_about_comments_point_at_them() -> None:
    raw = "ab <!-- songngu-ignore TRM002\n -->"
    (found,) = suppress([], read_comments("a.md", raw), TODAY, RULES)
    assert (found.line, found.column, found.end_line, found.end_column) == (1, 4, 2, 5)


SIDECAR = """
[[ignore]]
rules = ["TRM002"]
text = "the  CRANE"
reason = "a brand"
until = 2027-06-30

[[ignore]]
rules = "NUM"
reason = "tables"
"""


def test_a_sidecar_speaks_of_texts() -> None:
    ignores = read_sidecar("a.txt", SIDECAR, "a.txt.ignore.toml")
    assert [(ignore.rules, ignore.line, ignore.in_source) for ignore in ignores] == [
        (("TRM002",), 2, False),
        (("NUM",), 8, False),
    ]
    here = suppress([finding(file="a.txt")], ignores, TODAY, RULES)
    assert [(f.rule, f.file, f.line) for f in here] == [("TRM002", "a.txt", 3), ("SUP001", "a.txt.ignore.toml", 8)]
    assert here[0].suppression and not here[0].suppression.in_source
    assert suppress([finding(file="b.txt")], ignores[:1], TODAY, ["TRM002"])[0].suppression is None
    for key, value, hit in (("concept", "crane", True), ("concept", "x", False), ("fingerprint", "f" * 16, True)):
        text = f'[[ignore]]\nreason = "r"\n{key} = "{value}"\n'
        done = suppress([finding(file="a.txt")], read_sidecar("a.txt", text, "s"), TODAY, ["TRM002"])
        assert bool(done[0].suppression) is hit


@pytest.mark.parametrize(
    ("text", "message"),
    [("ignore = 3", "not a list"), ("[[ignore]]\nline = 3", "unknown key 'line'"), ("[[", "not TOML")],
)
def test_a_broken_sidecar_is_an_error(text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        read_sidecar("a.txt", text, "a.txt.ignore.toml")


@given(
    st.lists(
        st.sampled_from(["<!-- songngu-ignore", " TRM002", ": why", " -->", "\n", "\r\n", "x", "until 2027-01-01"])
    )
)
def test_comments_lie_in_the_file(parts: list[str]) -> None:
    raw = "".join(parts)
    lines = len(raw.replace("\r\n", "\n").split("\n"))
    ignores: list[Ignore] = read_comments("a.md", raw)
    for found in suppress([], ignores, TODAY, RULES):
        assert 1 <= found.line <= found.end_line <= lines


def test_comments_that_stand_in_a_row_speak_of_the_text_after_them_all() -> None:
    raw = "<!-- songngu-ignore NUM001: so -->\n" * 3000 + "\nmột\nhai\n\nba\n"
    found = read_comments("a.md", raw)
    assert {each.lines for each in found} == {(3002, 3003)}


def test_openers_without_an_end_are_no_suppressions() -> None:
    assert read_comments("a.md", "<!-- songngu-ignore NUM001 until : " * 20_000) == []
    assert read_comments("a.md", f"<!-- songngu-ignore NUM001: {'so ' * 1000}-->\n") == []
