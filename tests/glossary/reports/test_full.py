import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.files.display import display_width
from songngu.glossary.finding import Excerpt, Finding, Severity
from songngu.glossary.reports.full import render, render_finding


def finding(
    source: str, target: str, source_mark: tuple[int, int] | None, target_mark: tuple[int, int] | None
) -> Finding:
    return Finding(
        rule="TRM002",
        severity=Severity.ERROR,
        message="“a” is a forbidden rendering of “b”",
        hint="use “c”",
        file="tho.en.txt",
        line=3,
        column=9,
        end_line=3,
        end_column=12,
        side="target",
        source=Excerpt("tho.vi.txt", 2, 1, source, source_mark),
        target=Excerpt("tho.en.txt", 3, 9, target, target_mark),
        concept="x",
        fix=None,
        fingerprint="0" * 16,
    )


def test_a_finding_as_text() -> None:
    assert render_finding(finding("Bà Đào vẽ tranh.", "Mrs Dao paints.", (3, 6), (4, 7))) == (
        "tho.en.txt:3:9: TRM002 “a” is a forbidden rendering of “b”\n"
        "  source | Bà Đào vẽ tranh.\n"
        "         |    ^^^\n"
        "  target | Mrs Dao paints.\n"
        "         |     ^^^\n"
        "    hint = use “c”\n"
    )


def test_an_empty_side_is_left_out_and_a_mark_is_optional() -> None:
    text = render_finding(finding("", "Mrs Dao paints.", None, None))
    assert "source" not in text
    assert "^" not in text


def test_findings_are_parted_by_a_blank_line() -> None:
    one = finding("", "Mrs Dao paints.", None, None)
    assert render([one, one]) == f"{render_finding(one)}\n{render_finding(one)}"
    assert render([]) == ""


@pytest.mark.parametrize(
    ("text", "width"),
    [("phở", 3), (unicodedata.normalize("NFD", "phở"), 3), ("漢字", 4), ("a\u200bb", 2), ("각", 2), ("", 0), ("…", 1)],
)
def test_width(text: str, width: int) -> None:
    assert display_width(text) == width


def test_carets_count_columns() -> None:
    decomposed = unicodedata.normalize("NFD", "Phở 漢字 ")
    lines = render_finding(
        finding("", decomposed + "sai rồi", None, (len(decomposed), len(decomposed) + 3))
    ).splitlines()
    assert lines[2] == "         | " + " " * 9 + "^^^"


def test_long_texts_are_cut_around_the_mark() -> None:
    text = " ".join(f"word{i}" for i in range(100))
    start = text.index("word50")
    lines = render_finding(finding("", text, None, (start, start + 6)), width=60).splitlines()
    assert lines[1].startswith("  target | …word")
    assert lines[1].endswith("…")
    assert lines[1][lines[2].index("^") :].startswith("word50")
    assert display_width(lines[1]) < 80


def test_a_long_mark_and_a_text_without_spaces() -> None:
    lines = render_finding(finding("", "x" * 300, None, (100, 290)), width=40).splitlines()
    assert lines[2].count("^") == lines[1].count("x") - 30


def test_nothing_steers_the_terminal() -> None:
    text = render_finding(finding("a\x1b[31mb\tc\u202ed", "e\r\nf", None, None))
    assert not set("\x1b\t\r\u202e") & set(text)


TEXT = st.text(min_size=1, max_size=150).filter(
    lambda text: not any(unicodedata.category(c) in {"Cc", "Zl", "Zp"} for c in text)
)


@given(TEXT, st.data())
def test_carets_stand_under_the_mark(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    lines = render_finding(finding("", text, None, (start, end)), width=50).split("\n")
    assert set(lines[2]) <= set(" |^")
    assert display_width(lines[2].rstrip()) <= display_width(lines[1]) + 1
