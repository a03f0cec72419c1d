"""Term bases of memoQ."""

from pathlib import Path

from songngu.glossary.concept import Case, Concept, Glossary, MatchMode, Status, Term
from songngu.glossary.formats import read_glossary
from tests.glossary.formats.exchanged import reread


def test_memoq_reads_what_it_says_of_terms(tmp_path: Path) -> None:
    path = tmp_path / "g.csv"
    path.write_text(
        "Entry_ID,Entry_Domain,Entry_Creator,Vietnamese_Def,Vietnamese,Term_Info,Term_Example,Vietnamese,Term_Info,"
        "Term_Example\n1,print,An,chất lỏng,mực,CaseInsense;Fuzzy;Odd,viết mực,mực in,Forbidden;Exact,\n",
        encoding="utf-8",
    )
    concept = read_glossary(path)["1"]
    first, second = concept.terms
    assert (first.case, first.match, first.extra) == (
        Case.IGNORE,
        MatchMode.INFLECTED,
        (("Term_Info", "Odd"), ("Term_Example", "viết mực")),
    )
    assert (second.status, second.match) == (Status.FORBIDDEN, MatchMode.EXACT)
    assert concept.extra == (("Entry_Creator", "An"), ("vi.definition", "chất lỏng"))
    again, losses = reread("memoq", tmp_path, Glossary((concept, Concept("t", (Term("x", "tlh"),)))))
    assert again["1"].terms == concept.terms
    assert {loss.what for loss in losses} == {"extra Entry_Creator", "tlh term"}
