from songngu.corpus.document import Document
from songngu.glossary.concept import Concept, ConceptKind, Glossary, Status, Term
from songngu.glossary.lookup import concept_card, concept_json, find_concepts, find_in_document, near_terms, statistics

GLOSSARY = Glossary(
    (
        Concept(
            "style",
            (Term("văn phong", "vi"), Term("style", "en"), Term("manner", "en", Status.ADMITTED)),
            note="of a writer",
        ),
        Concept("text", (Term("văn", "vi"), Term("prose", "en")), "letters"),
        Concept("law", (Term("luật", "vi"), Term("law", "en")), kind=ConceptKind.NAME, files=("legal/*",)),
    )
)


def test_a_term_is_found_longest_first() -> None:
    assert [concept.id for concept in find_concepts(GLOSSARY, "văn  phong", ["vi", "en"])] == ["style", "text"]
    assert find_concepts(GLOSSARY, "phong", ["vi"]) == []
    assert near_terms(GLOSSARY, "van phong", ["vi"])[0] == "văn phong"
    assert near_terms(GLOSSARY, "zzzz", ["vi"]) == []


def test_characters_are_looked_up_by_their_vietnamese_reading() -> None:
    assert near_terms(GLOSSARY, "文风", ["vi"]) == ["văn phong"]
    assert near_terms(GLOSSARY, "法律", ["vi"]) == []


def test_a_text_is_looked_through() -> None:
    document = Document.from_sentences(["Một văn\tphong riêng.", "Luật văn."], "vi", "a.vi.txt")
    hits = list(find_in_document(GLOSSARY, document))
    assert [(hit.line, hit.column, hit.text) for hit in hits] == [(1, 5, "văn phong"), (2, 6, "văn")]
    assert hits[0].as_json()["renderings"] == {"en": ["style", "manner"]}
    legal = Document.from_sentences(["Luật văn."], "vi", "legal/a.vi.txt")
    assert [hit.text for hit in find_in_document(GLOSSARY, legal)] == ["Luật", "văn"]


def test_cards_and_counts() -> None:
    assert concept_card(GLOSSARY["style"]).splitlines() == [
        "style (term)", "  en  style", "  en  admitted: manner", "  vi  văn phong", "  of a writer",
    ]  # fmt: skip
    assert concept_json(GLOSSARY["style"])["terms"][2]["status"] == "admitted"
    counts = statistics(GLOSSARY)
    assert (counts["concepts"], counts["terms"], counts["domains"]) == (3, 7, {"letters": 1})
    assert counts["languages"]["en"] == {"preferred": 3, "admitted": 1}


def test_names_are_near_by_their_sound() -> None:
    names = Glossary((Concept("c1", (Term("Oa-sinh-tơn", "vi"), Term("Trạm Giang", "vi"))),))
    assert near_terms(names, "Washington", ["vi"]) == ["Oa-sinh-tơn"]
    assert near_terms(names, "Zhanjiang", ["vi"])[0] == "Trạm Giang"
