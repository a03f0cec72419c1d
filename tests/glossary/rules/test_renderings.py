"""What in a target stands for a concept."""

import pytest

from songngu.glossary.concept import Concept, ConceptKind, ForbiddenScope, Glossary, Status, Term
from songngu.glossary.finding import Severity
from songngu.glossary.matching.termbase import term_matcher
from songngu.glossary.rules import RULES
from songngu.glossary.rules.rule import Row
from tests.glossary.rules.termed import concept


def test_addresses_are_left_alone() -> None:
    wrong = Glossary((concept("dao", "Thị Đào", "Taohua", "", "Taoh", ConceptKind.NAME),))
    target = "www.Taoh.example, x@Taoh.example, #Taoh and Taoh"
    hits = term_matcher(wrong, "en").find(target, overlapping=True)
    found = list(RULES["TRM002"].check(Row("", target, "vi", "en", [], hits)))
    assert [issue.target_mark for issue in found] == [(len(target) - 4, len(target))]


def test_a_concept_that_has_only_forbidden_forms() -> None:
    only = Glossary((Concept("x", (Term("blah", "en", Status.FORBIDDEN, scope=ForbiddenScope.ALWAYS),)),))
    hits = term_matcher(only, "en").find("blah", overlapping=True)
    issue = next(RULES["TRM002"].check(Row("", "blah", "vi", "en", [], hits)))
    assert (issue.message, issue.hint) == ("“blah” is a forbidden rendering of “x”", "put it in another way")


def test_no_pronouns_are_known_of_other_languages() -> None:
    glossary = Glossary((Concept("dao", (Term("Đào", "vi"), Term("Tao", "de")), "person", ConceptKind.NAME),))
    hits = term_matcher(glossary, "vi").find("Đào", overlapping=True)
    assert len(list(RULES["TRM001"].check(Row("Đào", "Sie he kam.", "vi", "de", hits, [])))) == 1


@pytest.mark.parametrize(
    ("source", "target", "langs", "missing"),
    [
        ("Vé giá 20 đô la Mỹ.", "A ticket is $20.", ("vi", "en"), False),
        ("Vé giá 20 đô la Mỹ.", "A ticket is 20 dollars.", ("vi", "en"), False),
        ("Vé giá 20 đô la Mỹ.", "A ticket is dear.", ("vi", "en"), True),
        ("Ông ở Mỹ với $20.", "He lives there on $20.", ("vi", "en"), True),
        ("A ticket is 20 US dollars.", "Vé giá 20 đô la.", ("en", "vi"), False),
        ("The US has dollars.", "Họ có đô la.", ("en", "vi"), True),
    ],
)
def test_the_name_of_a_currency_may_be_a_sign(source: str, target: str, langs: tuple[str, str], missing: bool) -> None:
    glossary = Glossary((Concept("us", (Term("Mỹ", "vi"), Term("US", "en")), "place", ConceptKind.NAME),))
    hits = term_matcher(glossary, langs[0]).find(source, overlapping=True)
    theirs = term_matcher(glossary, langs[1]).find(target, overlapping=True)
    assert bool(list(RULES["TRM001"].check(Row(source, target, *langs, hits, theirs)))) is missing


@pytest.mark.parametrize(
    ("source", "target", "severity"),
    [
        ("Thị Đào tha con; nàng về.", "So he let him alone, and she went.", Severity.WARNING),
        ("Thị Đào tha con.", "The child is let alone.", Severity.ERROR),
        ("Thị Đào gặp ông và bà ấy, họ về.", "He and she met, and they went.", Severity.ERROR),
    ],
)
def test_a_pronoun_more_may_stand_for_a_name(source: str, target: str, severity: Severity) -> None:
    glossary = Glossary((Concept("dao", (Term("Thị Đào", "vi"), Term("Taohua", "en")), "place", ConceptKind.NAME),))
    hits = term_matcher(glossary, "vi").find(source, overlapping=True)
    (issue,) = RULES["TRM001"].check(Row(source, target, "vi", "en", hits, []))
    assert (issue.severity or RULES["TRM001"].severity) is severity
