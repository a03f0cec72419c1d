from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.errors import UsageError
from songngu.glossary.finding import Excerpt, Finding, Fix, Severity
from songngu.glossary.findings.fix import EditableText, fix_text, new_findings, write_fixed
from songngu.glossary.rules.replacement import replacement


def finding(raw: str, wrong: str, right: str, *, safe: bool = True, rule: str = "TRM002", at: int = 0) -> Finding:
    start = raw.index(wrong, at)
    line, column = raw.count("\n", 0, start) + 1, start - (raw.rfind("\n", 0, start) + 1) + 1
    excerpt = Excerpt("b.md", line, column, wrong, (0, len(wrong)))
    end = line, column + len(wrong)
    return Finding(
        rule, Severity.ERROR, "m", "h", "b.md", line, column, *end, "target",
        Excerpt("a.md", 1, 1, ""), excerpt, None, Fix(right, safe), f"{start:016}",
    )  # fmt: skip


def fixed(raw: str, *findings: Finding) -> str | None:
    text = EditableText.decode(raw.encode())
    assert text
    done = fix_text("b.md", text, findings)
    return done.raw if done else None


def test_replacements_are_made_in_their_place() -> None:
    raw = "A Tao.\r\nTao's song,  Tao.\n"
    findings = [finding(raw, "Tao", "Đào"), finding(raw, "Tao", "Đào", at=5), finding(raw, "  ", " ", rule="PUN004")]
    assert fixed(raw, *reversed(findings)) == "A Đào.\r\nĐào's song, Tao.\n"
    assert fixed(raw) is None


def test_a_fix_over_the_end_of_a_line_joins_the_lines() -> None:
    excerpt = Excerpt("b.md", 1, 3, "a side effect", (2, 13))
    place = 1, 3, 2, 7
    over = Finding("TRM002", Severity.ERROR, "m", "h", "b.md", *place, "target", excerpt, excerpt, None,
                   Fix("after-effect", True), "0" * 16)  # fmt: skip
    assert fixed("a side\neffect.", over) == "a after-effect."
    assert fixed("a side\n\n> effect.", over) is None
    spaces = finding("a\n b", "\n ", " ", rule="PUN004")
    assert fixed("a\t\tb", spaces) is None


@pytest.mark.parametrize(
    "raw",
    [
        "`Tao` is code", "see https://a.example/Tao now", "Tao@b.example", "<b Tao>x</b>", "a {Tao} b", "[x](Tao)",
        "he said “Tao came”", 'he said "Tao came"', "«Tao»", "it’s ‘Tao’ then", "<!-- Tao -->",
    ],
)  # fmt: skip
def test_code_addresses_and_quotations_are_left(raw: str) -> None:
    assert fixed(raw, finding(raw, "Tao", "Đào")) is None


def test_spaces_in_quotations_are_mended_but_not_in_code() -> None:
    raw = "“a  b” `c  d`"
    assert (
        fixed(raw, finding(raw, "  ", " ", rule="PUN004"), finding(raw, "  ", " ", rule="PUN004", at=5))
        == "“a b” `c  d`"
    )


def test_what_is_unsafe_or_not_there_is_left() -> None:
    raw = "A Tao."
    assert fixed(raw, finding(raw, "Tao", "Đào", safe=False)) is None
    assert fixed("A tao.", finding(raw, "Tao", "Đào")) is None
    assert fixed("", finding("\n\n\nTao", "Tao", "Đào")) is None
    assert fixed("TaoTao", finding("TaoTao", "TaoTao", "Đ"), finding("TaoTao", "Tao", "x", at=3)) == "Đ"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encoding_and_line_ends_stay(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "b.md"
    path.write_bytes("Đêm Tao.\r\nx\n".encode(encoding))
    text = EditableText.decode(path.read_bytes())
    assert text and text.raw == "Đêm Tao.\r\nx\n"
    done = fix_text("b.md", text, [finding(text.raw, "Tao", "Đào")])
    assert done
    write_fixed(path, done)
    assert path.read_bytes().decode(encoding) == "Đêm Đào.\r\nx\n"
    assert done.diff() == "--- a/b.md\n+++ b/b.md\n@@ -1,2 +1,2 @@\n-Đêm Tao.\r\n+Đêm Đào.\r\n x\n"
    with pytest.raises(UsageError, match="changed while it was being fixed"):
        write_fixed(path, done)


def test_other_encodings_are_not_read_and_diffs_say_when_a_line_end_lacks() -> None:
    assert EditableText.decode(b"\xff\x00\xc3") is None
    text = EditableText.decode(b"Tao")
    assert text
    done = fix_text("b.md", text, [finding("Tao", "Tao", "x")])
    assert done and done.diff().count("\\ No newline at end of file\n") == 2


def test_new_findings_are_told_by_fingerprint() -> None:
    one, other = finding("Tao Tao", "Tao", "x"), finding("Tao Tao", "Tao", "x", at=1)
    assert new_findings([one], [one, other]) == [other]


@pytest.mark.parametrize(
    ("found", "term", "wanted", "before", "expected"),
    [
        ("paper factory", "paper factory", "paper mill", "", "paper mill"),
        ("factories", "factory", "story", "", "stories"),
        ("plants", "plant", "box", "", "boxes"),
        ("plants", "plant", "days", "", None),
        ("Mills", "mill", "bay", "", "Bays"),
        ("plant", "plant", "oven", "a ", None),
        ("plant", "plant", "mill", "a ", "mill"),
        ("old", "old", "new", "an ", None),
        ("planted", "plant", "mill", "", None),
    ],
)
def test_replacement(found: str, term: str, wanted: str, before: str, expected: str | None) -> None:
    assert replacement(found, term, wanted, before) == expected


@given(st.text(alphabet="aT `“”\n", max_size=30), st.text(alphabet="aT `“”\n", max_size=30))
def test_only_the_place_of_the_finding_changes(before: str, after: str) -> None:
    raw = f"{before}Tao{after}"
    done = fixed(raw, finding(raw, "Tao", "Đào"))
    assert done is None or done == raw.replace("Tao", "Đào", 1)
