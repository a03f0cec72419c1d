"""Tables of terms in any order of columns, with headings in English or Vietnamese."""

from pathlib import Path

import pytest

from songngu.corpus.errors import InputError
from songngu.glossary.concept import Case, ConceptKind, ForbiddenScope, Status
from songngu.glossary.formats import read_glossary, read_with_losses
from tests.glossary.formats.tables_read import read, shown


@pytest.mark.parametrize(
    "text",
    [
        "English,Vietnamese\nink,mực\n",
        "Tiếng Việt;Tiếng Anh\nmực;ink\n",
        "STT,Tiếng Việt,Tiếng Anh\n1,mực,ink\n",
        "#,en,vi\n1,ink,mực\n",
        "Terms of the press,\nEnglish,Vietnamese\nink,mực\n",
        "Term [en],Description [en],Term [vi]\nink,fluid,mực\n",
        "source,target\nink,mực\n",
        "from,to\nink,mực\n",
        "Ghi chú;Thuật ngữ (EN);Nghĩa\nx;ink;mực\n",
        "STT,Thuật ngữ,Giải nghĩa,Tiếng Anh\n1,mực,chất lỏng,ink\n",
        "Nguồn,Tiếng Việt\nink,mực\n",
        "source_term,target_term,source_language,target_language\nink,mực,en,vi\n",
        "Thuật ngữ,Bản dịch,Ghi chú\nmực,ink,in ấn\n",
        "1,mực,ink\n2,bút,pen\n",
        "ink,mực\n",
        "E_ID|L_CODE|T_TERM\n7|en|ink\n7|vi|mực\n",
    ],
)
def test_terms_stand_under_their_languages(text: str, tmp_path: Path) -> None:
    concept = next(iter(read(tmp_path, text).glossary))
    assert (concept.preferred("vi"), concept.preferred("en")) == ("mực", "ink")
    assert len(concept.terms) == 2


def test_a_glossary_into_vietnamese(tmp_path: Path) -> None:
    glossary = read(tmp_path, "en,vi_preferred,vi_forbidden\nferry,phà,đò máy|tàu\nharbour,bến cảng,\n").glossary
    assert shown(glossary)[:4] == [
        ("en", "preferred", "ferry"),
        ("vi", "preferred", "phà"),
        ("vi", "forbidden", "đò máy"),
        ("vi", "forbidden", "tàu"),
    ]
    assert len(glossary) == 2


def test_what_a_row_says_of_its_terms(tmp_path: Path) -> None:
    text = (
        "id,type,en,vi,status,pos,note,Definition [en],domain,source,case_sensitive,forbidden_scope,page\n"
        "a,name,Ink,Mực,đề xuất,noun,of pens,a fluid,press,An,no,always,7\n"
    )
    concept = read(tmp_path, text).glossary["a"]
    assert (concept.kind, concept.note, concept.domain, concept.source) == (ConceptKind.NAME, "of pens", "press", "An")
    assert concept.extra == (("Definition [en]", "a fluid"), ("page", "7"))
    assert [(term.status, term.pos, term.case, term.scope) for term in concept.terms] == [
        (Status.PREFERRED, "noun", Case.IGNORE, ForbiddenScope.ALWAYS),
        (Status.PROPOSED, "noun", Case.IGNORE, ForbiddenScope.ALWAYS),
    ]


def test_statuses_of_each_language(tmp_path: Path) -> None:
    text = "Term [en],Status [en],Term [vi],Status [vi],Type\nink,not recommended,mực,odd,fullForm\n"
    reading = read(tmp_path, text)
    concept = reading.glossary["ink"]
    assert [term.status for term in concept.terms] == [Status.DEPRECATED, Status.PREFERRED]
    assert [loss.what for loss in reading.losses] == ["the status 'odd' of a term"]
    assert concept.extra == (("Type", "fullForm"),)


def test_rows_of_one_term_are_one_concept(tmp_path: Path) -> None:
    reading = read(tmp_path, "vi,en,note\nmực,ink,a\nmực,dye,b\nmực,ink,a\n,,c\n")
    assert shown(reading.glossary)[1:] == [("en", "preferred", "ink"), ("en", "admitted", "dye")]
    assert next(iter(reading.glossary)).note == "a\nb"
    assert [loss.concept for loss in reading.losses] == ["line 5"]


def test_rows_of_one_concept_id_are_one_concept(tmp_path: Path) -> None:
    text = "Concept ID,Term [en],Status [en],Term [vi],Status [vi]\n7,court,preferred,tòa án,preferred\n"
    text += "7,tribunal,not recommended,tòa,admitted\n8,ink,preferred,mực,preferred\n"
    concepts = list(read(tmp_path, text).glossary)
    assert [(term.lang, term.text, term.status) for term in concepts[0].terms] == [
        ("en", "court", Status.PREFERRED),
        ("vi", "tòa án", Status.PREFERRED),
        ("en", "tribunal", Status.DEPRECATED),
        ("vi", "tòa", Status.ADMITTED),
    ]
    assert [concept.id for concept in concepts] == ["7", "8"]


def test_a_long_table_gathers_its_languages(tmp_path: Path) -> None:
    text = "E_ID|E_DOMAINS|L_CODE|T_TERM|T_STATUS\n7|law|en|court|\n7|law|vi|tòa án|preferred\n"
    text += "7|law|en|tribunal|obsolete\n"
    concept = read(tmp_path, text).glossary["7"]
    assert [(term.lang, term.text, term.status) for term in concept.terms] == [
        ("en", "court", Status.PREFERRED),
        ("vi", "tòa án", Status.PREFERRED),
        ("en", "tribunal", Status.DEPRECATED),
    ]
    assert concept.domain == "law"


def test_the_evaluation_of_iate_is_a_status(tmp_path: Path) -> None:
    text = "E_ID|L_CODE|T_TERM|T_EVALUATION\n7|en|court|preferred\n7|vi|toà|deprecated\n7|vi|tòa án|\n"
    concept = read(tmp_path, text).glossary["7"]
    assert {term.text: term.status for term in concept.terms}["toà"] is Status.DEPRECATED


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("vi,en\nmực,ink,x\n", ":2: 3 cells under 2 columns"),
        ("id,vi,en\na,mực,ink\na,bút,pen\n", ":3: concept 'a' was given on line 2"),
        ("vi,en,case_sensitive\nmực,ink,maybe\n", "case_sensitive is 'maybe'"),
        ("vi,en,forbidden_scope\nmực,ink,often\n", "forbidden_scope is 'often'"),
        ("id,language,term\na,klingon,x\n", "'klingon' is no language"),
        ("vi,en\n,\n , \n,,\nx\n", None),
        ("Word,French,Note\nink,encre,x\n", "a column of terms in no language"),
        ("source,target,source language,target language\na,b,en,vi\nc,d,en,fr\n", "no one pair of languages"),
        ("only one column\nof words\n", "no term can be read"),
        ("lang,term\nvi,mực\nen,ink\n", "nothing says which terms render each other"),
        ("vi,en\n<<<<<<< ours\nmực,ink\n=======\nmực,dye\n>>>>>>> theirs\n", ":2: a conflict of a merge"),
    ],
)
def test_what_is_refused(text: str, words: str | None, tmp_path: Path) -> None:
    if words is None:
        assert read(tmp_path, text).glossary.concepts[0].preferred("vi") == "x"
        return
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    assert words in str(caught.value)


def test_sheets(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["Read me first", "please"])
    for title, rows in (("A", [["en", "vi"], ["ink", "mực"]]), ("B", [["Tiếng Việt", "English"], ["mực", "dye"]])):
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "g.xlsx")
    reading = read_with_losses(tmp_path / "g.xlsx")
    assert [concept.preferred("en") for concept in reading.glossary] == ["ink", "dye"]
    assert [loss.concept for loss in reading.losses] == ["Sheet"]
    del book["A"], book["B"]
    book.create_sheet("C").append(["nothing", "here"])
    book.save(tmp_path / "none.xlsx")
    with pytest.raises(InputError, match="no sheet has a row that names its languages"):
        read_glossary(tmp_path / "none.xlsx")


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        (
            "vi,en,forbidden",
            "bể chứa,repository,warehouse",
            {("en", "repository", "preferred"), ("en", "warehouse", "forbidden")},
        ),
        ("en,synonyms,vi", "reservoir,tank,bể chứa", {("en", "reservoir", "preferred"), ("en", "tank", "admitted")}),
        ("vi,en,cấm", "bể chứa,repository,x", {("en", "repository", "preferred")}),
    ],
)
def test_a_heading_that_is_a_status_alone_is_of_the_language_before(
    tmp_path: Path, head: str, row: str, expected: set[tuple[str, str, str]]
) -> None:
    path = tmp_path / "g.csv"
    path.write_text(f"{head}\n{row}\n", encoding="utf-8")
    (concept,) = read_glossary(path)
    assert {(term.lang, term.text, term.status.value) for term in concept.terms if term.lang == "en"} == expected
