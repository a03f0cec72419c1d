"""Tables of terms in any order of columns, with headings in English or Vietnamese."""

from pathlib import Path

import pytest

from songngu.corpus.errors import InputError
from songngu.glossary.concept import Case, Concept, ConceptKind, ForbiddenScope, Glossary, Status, Term
from songngu.glossary.formats import GlossaryOptions, export, read_glossary, read_with_losses
from songngu.glossary.formats.headings import TERM, heading, headings
from songngu.glossary.formats.losses import GlossaryReading


def read(tmp_path: Path, text: str, name: str = "terms.csv", langs: tuple[str, str] = ("vi", "en")) -> GlossaryReading:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_with_losses(path, options=GlossaryOptions(langs))


def shown(glossary: Glossary) -> list[tuple[str, str, str]]:
    return [(term.lang, str(term.status), term.text) for concept in glossary for term in concept.terms]


@pytest.mark.parametrize(
    ("text", "field", "lang", "status"),
    [
        ("en", TERM, "en", None),
        ("vi_preferred", TERM, "vi", Status.PREFERRED),
        ("vi_admitted", TERM, "vi", Status.ADMITTED),
        ("Tiếng Việt", TERM, "vi", None),
        ("English (do not use)", TERM, "en", Status.FORBIDDEN),
        ("Từ cấm tiếng Anh", TERM, "en", Status.FORBIDDEN),
        ("Từ đồng nghĩa (tiếng Anh)", TERM, "en", Status.ADMITTED),
        ("Term [en]", TERM, "en", None),
        ("Description [en]", "note", "en", None),
        ("Part of speech [vi]", "pos", "vi", None),
        ("Chinese_PRC", TERM, "zh-CN", None),
        ("en-US", TERM, "en-US", None),
        ("STT", "number", "", None),
        ("No.", "number", "", None),
        ("L_CODE", "language", "", None),
        ("Ghi chú", "note", "", None),
        ("Hình", "", "", None),
    ],
)
def test_a_heading(text: str, field: str, lang: str, status: Status | None) -> None:
    assert heading(text) == (field, lang, status)


@pytest.mark.parametrize("row", ["mực,ink", "English,tiếng Anh", "note,ghi chú", "bank,ngân hàng,note"])
def test_a_row_of_terms_is_no_head(row: str) -> None:
    assert headings(row.split(",")) is None


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


def test_several_terms_in_a_cell(tmp_path: Path) -> None:
    text = "vi,en\nxe hơi / ô tô,car\n(phép) cộng,addition; sum\nmã,code (noun)\nhọc máy,machine learning (ML)\n"
    glossary = read(tmp_path, text).glossary
    assert shown(glossary) == [
        ("vi", "preferred", "xe hơi"),
        ("vi", "admitted", "ô tô"),
        ("en", "preferred", "car"),
        ("vi", "preferred", "phép cộng"),
        ("en", "preferred", "addition"),
        ("en", "admitted", "sum"),
        ("vi", "preferred", "mã"),
        ("en", "preferred", "code"),
        ("vi", "preferred", "học máy"),
        ("en", "preferred", "machine learning"),
        ("en", "admitted", "ML"),
    ]
    terms = {term.text: term for concept in glossary for term in concept.terms}
    assert (terms["code"].pos, terms["phép cộng"].forms) == ("noun", ("cộng",))


def test_rows_of_one_term_are_one_concept(tmp_path: Path) -> None:
    reading = read(tmp_path, "vi,en,note\nmực,ink,a\nmực,dye,b\nmực,ink,a\n,,c\n")
    assert shown(reading.glossary)[1:] == [("en", "preferred", "ink"), ("en", "admitted", "dye")]
    assert next(iter(reading.glossary)).note == "a\nb"
    assert [loss.concept for loss in reading.losses] == ["line 5"]


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


def test_the_languages_at_hand_hold_where_letters_tell_nothing(tmp_path: Path) -> None:
    glossary = read(tmp_path, "encre\tink\n", "g.txt", ("fr", "en")).glossary
    assert shown(glossary) == [("fr", "preferred", "encre"), ("en", "preferred", "ink")]
    assert next(iter(read(tmp_path, "ferry\tphà\n", "h.txt").glossary)).preferred("vi") == "phà"
    glossary = read(tmp_path, "ink\tmực\n", "g.txt", ("en", "vi")).glossary
    assert shown(glossary) == [("en", "preferred", "ink"), ("vi", "preferred", "mực")]


def test_tables_of_a_document(tmp_path: Path) -> None:
    text = (
        "# Terms\n\nSome text.\n\n| Tiếng Việt | English |\n|---|---|\n| **mực** | `ink` |\n| bút | pen |\n\n"
        "| Name | Age |\n|---|---|\n| An | 7 |\n"
    )
    reading = read(tmp_path, text, "terms.md")
    assert [concept.preferred("en") for concept in reading.glossary] == ["ink", "pen"]
    assert [concept.line for concept in reading.glossary] == [7, 8]
    assert [loss.concept for loss in reading.losses] == ["line 10"]
    with pytest.raises(InputError, match="no table with a column for each language"):
        read(tmp_path, "# Terms\n\nmực: ink\n", "none.md")


def test_a_table_is_written_and_read_back(tmp_path: Path) -> None:
    terms = (Term("mực|in", "vi"), Term("bút", "vi"), Term("a*b_c", "en"), Term("pen", "en"))
    data, losses = export(Glossary((Concept("x", terms),)), "g.md")
    (tmp_path / "g.md").write_bytes(data)
    assert {loss.what for loss in losses} == {"the term 'mực|in', which holds a |"}
    assert [term.text for term in read_glossary(tmp_path / "g.md")["x"].terms] == ["bút", "a*b_c", "pen"]


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
