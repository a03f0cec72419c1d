"""What is marked in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from songngu.glossary.concept import Glossary
from songngu.glossary.formats import read_glossary
from songngu.workspace.review.marks import Marker, TextMark, TextRun, runs

NEWS = Path(__file__).parents[3] / "examples" / "news"


@pytest.mark.parametrize("text", ["", "abc", "Trần Minh Viễn trả 90 nghìn đồng."])
def test_runs_are_the_text(text: str) -> None:
    marks = [TextMark(0, 2, "term", "a"), TextMark(1, 3, "finding", "b"), TextMark(5, 99, "number")]
    assert "".join(run.text for run in runs(text, marks)) == text


def test_terms_and_numbers_are_marked() -> None:
    marker = Marker(Glossary.join([read_glossary(NEWS / "glossary.csv")]), "vi")
    text = "Trần Minh Viễn trả 90 nghìn đồng."
    found = runs(text, marker.marks(text))
    assert found[0].kinds == ("term",)
    assert "Chen Mingyuan" in found[0].title
    assert any("90" in run.text and "number" in run.kinds for run in found)
    assert runs("ab", []) == [TextRun("ab")]
