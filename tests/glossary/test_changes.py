from dataclasses import replace

from songngu.glossary.changes import Change, changes_report, difference, merge
from songngu.glossary.concept import Case, Concept, ConceptKind, Glossary, Status, Term, UsageExample

INK = Concept(
    "ink",
    (Term("mực", "vi"), Term("ink", "en"), Term("dye", "en", Status.FORBIDDEN)),
    "print",
    note="black",
    extra=(("seen", "3"),),
    examples=(UsageExample((("vi", "mực"), ("en", "ink"))),),
)
PEN = Concept("pen", (Term("bút", "vi"),), kind=ConceptKind.TERM)


def test_differences_are_named_part_by_part() -> None:
    new = replace(
        INK,
        note="",
        kind=ConceptKind.PHRASE,
        terms=(INK.terms[0], Term("ink", "en", case=Case.EXACT, forms=("inks", "Ink")), Term("dye", "en")),
        files=("a/*",),
        examples=(UsageExample((("vi", "mực"), ("en", "ink")), good=False),),
    )
    changes = difference(Glossary((INK, PEN)), Glossary((new,)))
    report = changes_report(changes).splitlines()
    assert {"- ink: note: black", "~ ink: en term 'dye': forbidden → preferred", "+ ink: type: phrase"} < set(report)
    assert {(change.what, change.old, change.new) for change in changes} == {
        ("note", "black", None),
        ("type", None, "phrase"),
        ("files", None, "a/*"),
        ("en term 'ink' case", None, "exact"),
        ("en term 'ink' forms", None, "inks, Ink"),
        ("en term 'dye'", "forbidden", "preferred"),
        ("example 'ink'", "ok", "bad"),
        ("", "vi bút", None),
    }
    assert difference(Glossary((PEN,)), Glossary((PEN, INK))) == [Change("ink", "", None, "en ink, vi mực")]
    assert difference(Glossary((INK,)), Glossary((INK,))) == []
    assert Change("a", "note", None, "x").as_json() == {"concept": "a", "what": "note", "old": None, "new": "x"}


def test_two_glossaries_are_joined_and_conflicts_told() -> None:
    theirs = replace(INK, note="blue", domain="", terms=(Term("ink", "en", Status.ADMITTED), Term("inks", "en")))
    merged = merge(Glossary((INK,)), Glossary((theirs, PEN)))
    assert merged.glossary["pen"] == PEN
    kept = merged.glossary["ink"]
    assert (kept.note, kept.domain, kept.preferred("en")) == ("black", "print", "ink")
    assert [term.text for term in kept.terms] == ["mực", "ink", "dye", "inks"]
    assert merged.conflicts == (
        Change("ink", "note", "black", "blue"),
        Change("ink", "en term 'ink'", "preferred", "admitted"),
    )
    assert merge(Glossary((INK,)), Glossary((INK,))).conflicts == ()


def test_with_a_base_each_side_keeps_its_changes() -> None:
    base = Glossary((INK, PEN))
    ours = Glossary((replace(INK, note="dark"), PEN))
    theirs = Glossary((replace(INK, terms=INK.terms[:2]),))
    merged = merge(ours, theirs, base)
    assert [concept.id for concept in merged.glossary] == ["ink"]
    assert merged.glossary["ink"].note == "dark"
    assert [term.text for term in merged.glossary["ink"].terms] == ["mực", "ink"]
    assert merged.conflicts == ()
    assert merge(theirs, ours, base).glossary["ink"].note == "dark"


def test_two_new_preferred_terms_contradict_each_other() -> None:
    base = Glossary((INK,))
    ours, theirs = (
        Glossary((replace(INK, terms=(*(t for t in INK.terms if t.text != "ink"), Term(new, "en"))),))
        for new in ("fluid", "tinte")
    )
    merged = merge(ours, theirs, base)
    assert merged.conflicts == (Change("ink", "preferred en term", "fluid", "tinte"),)
    assert [merged.glossary["ink"].preferred("en"), merged.other["ink"].preferred("en")] == ["fluid", "tinte"]
    assert "tinte" not in [term.text for term in merged.glossary["ink"].terms]
    assert merge(ours, ours, base).conflicts == merge(ours, base, base).conflicts == ()
    assert merge(base, theirs, base).glossary["ink"].preferred("en") == "tinte"
    assert merge(ours, theirs, Glossary(())).conflicts != ()


def test_removed_here_and_changed_there_is_a_conflict() -> None:
    base, gone, changed = Glossary((PEN,)), Glossary(()), Glossary((replace(PEN, note="new"),))
    assert merge(changed, gone, base).conflicts == (Change("pen", "", "vi bút", None),)
    assert len(merge(changed, gone, base).glossary) == 1
    assert merge(gone, changed, base).conflicts == (Change("pen", "", None, "vi bút"),)
    assert len(merge(gone, changed, base).glossary) == 0
    assert len(merge(gone, base, base).glossary) == 0
