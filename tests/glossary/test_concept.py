import pytest

from songngu.glossary.concept import Concept, ConceptKind, Glossary, Status, Term

LIBRARY = Concept(
    "library",
    (Term("thư viện", "vi"), Term("library", "en"), Term("reading house", "en", Status.FORBIDDEN)),
    domain="culture",
)
HOANG = Concept("hoang", (Term("Hoàng Mai", "vi"), Term("Huang Mei", "en")), domain="person", kind=ConceptKind.NAME)


def test_terms_by_language_and_status() -> None:
    assert [term.text for term in LIBRARY.in_lang("en")] == ["library", "reading house"]
    assert [term.text for term in LIBRARY.in_lang("en", Status.FORBIDDEN)] == ["reading house"]
    assert [term.allowed for term in LIBRARY.terms] == [True, True, False]
    assert LIBRARY.preferred("en") == "library"
    assert LIBRARY.preferred("fr") is None


def test_only_a_named_person_is_a_person() -> None:
    assert HOANG.is_person
    assert not LIBRARY.is_person
    assert not Concept("writer", (), domain="person", kind=ConceptKind.TERM).is_person


def test_look_up_by_id() -> None:
    glossary = Glossary((LIBRARY, HOANG))
    assert glossary["hoang"] is HOANG
    assert "library" in glossary
    assert "cinema" not in glossary
    assert len(glossary) == 2
    assert glossary.languages == ("en", "vi")
    with pytest.raises(KeyError):
        glossary["cinema"]


def test_the_later_glossary_wins() -> None:
    newer = Concept("hoang", (), note="newer")
    joined = Glossary.join([Glossary((LIBRARY, HOANG)), Glossary((newer,))])
    assert list(joined) == [LIBRARY, newer]


def test_a_concept_may_hold_in_some_texts_only() -> None:
    everywhere = Concept("a", ())
    legal = Concept("b", (), files=("legal/*",), domains=("law",))
    glossary = Glossary((everywhere, legal))
    assert len(glossary.within("texts/legal/act.vi.md")) == 2
    assert len(glossary.within("legal/act.vi.md", "law")) == 2
    assert len(glossary.within("legal/act.vi.md", "sport")) == 1
    assert len(glossary.within("news/act.vi.md")) == 1


def texts(glossary: Glossary, lang: str) -> list[str]:
    return [term.text for concept in glossary for term in concept.in_lang(lang)]


def test_terms_serve_texts_of_their_language_by_look_up() -> None:
    colour = Concept("c", (Term("color", "en-US"), Term("colour", "en-GB"), Term("màu", "vi-VN")))
    plain = Concept("p", (Term("theatre", "en"), Term("theater", "en-US"), Term("nhà hát", "VI")))
    glossary = Glossary((colour, plain))
    assert texts(glossary.localised(["en", "vi"]), "en") == ["color", "colour", "theatre"]
    assert texts(glossary.localised(["en", "vi"]), "vi") == ["màu", "nhà hát"]
    assert texts(glossary.localised(["en-US"]), "en-US") == ["color", "theater"]
    assert texts(glossary.localised(["en-AU"]), "en-AU") == ["theatre"]
    assert texts(glossary.localised(["en", "en-GB"]), "en-GB") == ["colour", "theatre"]
    assert glossary.localised(["fr"]) is glossary


def test_a_glossary_serves_a_pair() -> None:
    glossary = Glossary((LIBRARY, Concept("x", (Term("Zalo", "fr"),), kind=ConceptKind.DO_NOT_TRANSLATE)))
    assert glossary.serves("en-GB", "vi-VN")
    assert glossary.serves("de", "fr")
    assert not glossary.serves("en", "de")
