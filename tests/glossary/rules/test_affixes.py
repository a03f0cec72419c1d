"""Terms with endings of languages whose forms are not known."""

import pytest

from songngu.glossary.concept import Concept, ConceptKind, Glossary, Term
from tests.glossary.rules.checked import rules


@pytest.mark.parametrize(
    ("lang", "term", "target", "other"),
    [
        ("ko", "계약", "계약을 읽었다.", "약속을 읽었다."),
        ("tr", "sözleşme", "Sözleşmeyi okudum.", "Mektubu okudum."),
        ("ru", "договор поставки", "Двух договоров поставок нет.", "Двух писем нет."),
        ("ar", "عقد", "قرأت العقد.", "قرأت الرسالة."),
        ("fa", "قرارداد", "قراردادها را خواندم.", "نامه‌ها را خواندم."),
        ("th", "สัญญา", "อ่านสัญญาแล้ว", "อ่านจดหมายแล้ว"),
        ("id", "kontrak", "Dua kontraknya dibaca.", "Dua suratnya dibaca."),
    ],
)
def test_a_term_with_endings_is_rendered(lang: str, term: str, target: str, other: str) -> None:
    glossary = Glossary((Concept("contract", (Term("hợp đồng", "vi"), Term(term, lang))),))
    source = "Đọc hợp đồng này rồi."
    assert rules((source, target), select="TRM001", glossary=glossary, target_lang=lang) == []
    assert rules((source, other), select="TRM001", glossary=glossary, target_lang=lang) == ["TRM001"]


def test_a_people_renders_the_name_of_its_country() -> None:
    def missing(target: str, kind: ConceptKind = ConceptKind.NAME) -> list[str]:
        glossary = Glossary((Concept("x", (Term("Sơn Hà", "vi"), Term("Sonaland", "en")), kind=kind),))
        return rules(("Người Sơn Hà thích hát.", target), select="TRM001", glossary=glossary)

    assert missing("Sonalanders like to sing.") == missing("The Sonalandish like to sing.") == []
    assert missing("The Sonalandics like to sing.") == ["TRM001"]
    assert missing("The Sonalandish like to sing.", ConceptKind.TERM) == ["TRM001"]
