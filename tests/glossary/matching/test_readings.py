"""In which words a term may stand."""

from songngu.glossary.concept import Case, MatchMode
from songngu.glossary.matching.matcher import Matcher, MatcherEntry


def found(
    text: str, *terms: str, lang: str = "vi", case: Case = Case.PERMISSIVE, match: MatchMode = MatchMode.NAME
) -> list[str]:
    """Return the stretches of the text in which the terms are found."""
    matcher = Matcher([MatcherEntry(term, term, case, match) for term in terms], lang)
    return [text[hit.start : hit.end] for hit in matcher.find(text)]


def test_every_term_that_shares_a_form_is_found() -> None:
    matcher = Matcher(
        [MatcherEntry(term, term, match=MatchMode.INFLECTED) for term in ("leaf", "leave", "leaves")], "en"
    )
    assert [hit.payload for hit in matcher.find("leaves")] == ["leaf", "leave", "leaves"]


def test_capitals_of_inflected_and_closed_forms() -> None:
    text = "Polar Lights, PolarLight, polar light"
    assert found(text, "Polar Light", lang="en", match=MatchMode.INFLECTED) == ["Polar Lights", "PolarLight"]
