"""The form in which a term stands."""

import pytest

from songngu.glossary.concept import Case, Concept, ConceptKind, Glossary, MatchMode, Status, Term
from tests.glossary.rules.checked import rules


def term(text: str, lang: str, status: Status = Status.PREFERRED, case: Case = Case.PERMISSIVE) -> Term:
    return Term(text, lang, status, case, MatchMode.NAME)


NAME = ConceptKind.NAME


NAMES = Glossary(
    (
        Concept("hub", (term("GitHub", "vi"), term("GitHub", "en")), kind=ConceptKind.NAME),
        Concept("one", (term("Hạc-1", "vi"), term("Heron-One", "en"), term("H-One", "en", Status.ADMITTED)), kind=NAME),
        Concept("list", (term("List", "vi"), term("List", "en")), kind=ConceptKind.NAME),
        Concept("exact", (term("iKho", "vi"), term("iKho", "en", case=Case.EXACT)), kind=ConceptKind.NAME),
        Concept("old", (term("Sông Mã", "vi"), term("Ma River", "en", Status.DEPRECATED)), kind=ConceptKind.NAME),
        Concept("keep", (term("npm run", "vi", case=Case.IGNORE),), kind=ConceptKind.DO_NOT_TRANSLATE),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Trên GitHub.", "On Github.", ["TRM001", "TRM004"]),
        ("Trên GitHub.", "On GITHUB.", []),
        ("Trên GitHub.", "See GitHub at github.com/x and #github.", []),
        ("Hạc-1 bay.", "The Heron One flies.", ["TRM004"]),
        ("Hạc-1 bay.", "H-One flies.", []),
        ("Truyền cho List.", "A list goes to List.", []),
        ("iKho mở.", "IKho opens.", ["TRM001", "TRM004"]),
        ("Sông Mã dài.", "The Ma River is long.", ["TRM003"]),
        ("Chạy npm run.", "Execute it.", ["TRM008"]),
        ("Chạy npm run.", "Use npm run.", []),
    ],
)
def test_forms_of_names(source: str, target: str, found: list[str]) -> None:
    got = [rule for rule in rules((source, target), select="TRM", glossary=NAMES) if rule != "TRM009"]
    assert sorted(got) == found
