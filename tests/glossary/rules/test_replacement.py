"""What to write in the place of a rendering."""

import pytest

from songngu.glossary.rules.replacement import replacement
from tests.glossary.rules.termed import issues


@pytest.mark.parametrize(
    ("target", "fixed"),
    [
        ("The paper factory rests.", "paper mill"),
        ("Paper factories rest.", "Paper mills"),
        ("THE PAPER FACTORY", "PAPER MILL"),
        ("A paper factory’s roof", "paper mill"),
    ],
)
def test_fixes_keep_number_and_capitals(target: str, fixed: str) -> None:
    fix = issues("TRM002", "Xưởng giấy", target)[0].fix
    assert fix is not None
    assert (fix.replacement, fix.safe) == (fixed, True)


@pytest.mark.parametrize(
    ("found", "term", "wanted", "before", "expected"),
    [
        ("dyes", "dye", "ink", "two ", "inks"),
        ("Dye", "dye", "ink", "", "Ink"),
        ("DYE", "dye", "ink", "", "INK"),
        ("dye", "dye", "ink", "a ", None),
        ("pen", "pen", "brush", "a ", "brush"),
    ],
)
def test_number_capitals_and_the_article_before(
    found: str, term: str, wanted: str, before: str, expected: str | None
) -> None:
    assert replacement(found, term, wanted, before) == expected
