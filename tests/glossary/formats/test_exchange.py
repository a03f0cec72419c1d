"""The small formats of other tools: OmegaT, UTX, DeepL, Google, memoQ, Excel, and the CSV profile as written."""

import csv
import io
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.errors import InputError, UsageError
from songngu.glossary.concept import Case, Concept, ConceptKind, ForbiddenScope, Glossary, MatchMode, Status, Term
from songngu.glossary.formats import GlossaryOptions, export, format_of, formats, read_glossary, read_with_losses
from songngu.glossary.formats.languages import code, name_of, named
from songngu.glossary.formats.losses import Loss, summary
from songngu.glossary.formats.pairs import slug
from songngu.glossary.formats.tables import guarded, unguarded

SHARED = Path(__file__).parents[3] / ".." / "shared" / "data"
SAMPLES = SHARED / "samples"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not beside the project")

GLOSSARY = Glossary(
    (
        Concept(
            "ink",
            (
                Term("mực", "vi"),
                Term("mực in", "vi", Status.ADMITTED),
                Term("ink", "en", pos="noun"),
                Term("printing ink", "en", Status.ADMITTED, Case.EXACT),
                Term("dye", "en", Status.FORBIDDEN, scope=ForbiddenScope.ALWAYS),
                Term("stain", "en", Status.DEPRECATED, note="old"),
            ),
            "print",
            note="of pens",
            extra=(("seen", "3"),),
        ),
        Concept("sum", (Term("=tổng", "vi"), Term("+sum", "en")), note="-1"),
        Concept("no", (Term(r"\d+ mực", "vi", match=MatchMode.REGEX), Term("line\ttab", "en"), Term("dòng", "vi"))),
        Concept("alone", (Term("giấy", "vi"),)),
    )
)


def reread(name: str, tmp_path: Path, glossary: Glossary = GLOSSARY, **options: object) -> tuple[Glossary, list[Loss]]:
    data, losses = export(glossary, "-", name, GlossaryOptions(**options))  # type: ignore[arg-type]
    path = tmp_path / f"g.{name}"
    path.write_bytes(data)
    return read_glossary(path, name), losses


@pytest.mark.parametrize(
    "name", ["omegat", "omegat-csv", "utx", "deepl", "google", "google-tsv", "google-set", "memoq", "csv", "xlsx"]
)
def test_every_format_is_written_and_read_back(name: str, tmp_path: Path) -> None:
    glossary, losses = reread(name, tmp_path, Glossary(GLOSSARY.concepts[:2]))
    assert losses
    texts = {(term.lang, term.text) for concept in glossary for term in concept.terms}
    assert {("vi", "mực"), ("en", "ink"), ("vi", "=tổng"), ("en", "+sum")} <= texts
    assert all(loss.concept and loss.what for loss in losses)


@pytest.mark.parametrize("name", ["omegat-csv", "deepl", "google", "google-set", "memoq", "csv"])
def test_no_cell_of_a_csv_file_starts_a_formula(name: str) -> None:
    data, _ = export(GLOSSARY, "-", name)
    for row in csv.reader(io.StringIO(data.decode())):
        assert not any(cell[:1] in set("=+-@\t\r") for cell in row if cell)


@given(st.text(max_size=8) | st.text(alphabet="'=+-@a", max_size=5))
def test_guarding_is_undone(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell)[:1] not in set("=+-@\t\r\n") or not cell


def test_the_cells_of_a_workbook_are_texts(tmp_path: Path) -> None:
    data, _ = export(GLOSSARY, "g.xlsx")
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet
        assert all(entry.date_time[0] == 1980 for entry in book.infolist())
    assert data == export(GLOSSARY, "g.xlsx")[0]
    wrong = tmp_path / "wrong.xlsx"
    wrong.write_bytes(b"PK nothing")
    with pytest.raises(InputError, match="not an Excel workbook"):
        read_glossary(wrong)


def test_a_workbook_made_elsewhere(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["id", "type", "vi", "en_preferred", "seen"])
    book.active.append([7, "term", "mực", "ink", 3.0])
    book.active.append([None, None])
    book.save(tmp_path / "g.xlsx")
    concept = read_glossary(tmp_path / "g.xlsx")["7"]
    assert (concept.preferred("en"), concept.extra) == ("ink", (("seen", "3"),))


def test_losses_are_told(tmp_path: Path) -> None:
    losses = {loss.what for loss in reread("omegat", tmp_path)[1]}
    assert {
        "forbidden term",
        "deprecated term",
        "domain",
        "extra",
        "a regular expression",
        "tabs and line ends",
    } <= losses
    assert "the concept, which has no pair of vi and en terms" in losses
    assert "a second rendering of a vi term" in {loss.what for loss in reread("deepl", tmp_path)[1]}
    assert "the bare form of a cell that would start a formula" in {loss.what for loss in reread("google", tmp_path)[1]}
    lines = summary([Loss(str(i), "note") for i in range(5)] + [Loss("x", "domain")])
    assert lines == ["note: 5 not kept (0, 1, 2, …)", "domain: 1 not kept (x)"]


def test_utx_keeps_ids_and_statuses(tmp_path: Path) -> None:
    glossary, losses = reread("utx", tmp_path)
    assert [(t.text, t.status) for t in glossary["ink"].in_lang("en")] == [
        ("ink", Status.PREFERRED),
        ("printing ink", Status.ADMITTED),
        ("dye", Status.FORBIDDEN),
        ("stain", Status.DEPRECATED),
    ]
    assert glossary["ink"].note == "of pens"
    assert "scope of a term" in {loss.what for loss in losses}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mực\tink\n", "1: not UTX"),
        ("", "the file is empty"),
        ("#UTX 1.20; vietnamese;\n", "no pair of languages"),
        ("#UTX 1.20; vi/en;\nmực\tink\n", "2: no line of columns"),
        ("#UTX 1.20; vi/en;\n#a\tb\n", "2: no columns src and tgt"),
        ("#UTX 1.20; vi/en;\n#src\ttgt\tterm status\nmực\tink\tperhaps\n", "3: term status is 'perhaps'"),
    ],
)
def test_bad_utx(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "g.utx"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_glossary(path)
    assert words in str(caught.value)


def test_utx_with_term_columns(tmp_path: Path) -> None:
    path = tmp_path / "g.utx"
    path.write_text(
        "#UTX 1.20; en-US/ja;\n##note\n#term:en-US\tterm:ja\tsrc:pos\ttgt:pos\tcomment\tgender\n"
        "ink\tインク\tnoun\t名詞\tfluid\tn\n# later comment\npen\t-\n",
        encoding="utf-8",
    )
    reading = read_with_losses(path)
    ink = reading.glossary["ink"]
    assert [(term.lang, term.pos) for term in ink.terms] == [("en-US", "noun"), ("ja", "名詞")]
    assert (ink.note, ink.terms[1].extra) == ("fluid", (("gender", "n"),))
    assert [loss.concept for loss in reading.losses] == ["line 6"]


@pytest.mark.parametrize(("columns", "width"), [(2, 2), (4, 4), (5, 5)])
def test_deepl_columns(columns: int, width: int, tmp_path: Path) -> None:
    data, _ = export(GLOSSARY, "-", "deepl", GlossaryOptions(columns=columns))
    assert {len(row) for row in csv.reader(io.StringIO(data.decode()))} == {width}
    glossary, _ = reread("deepl", tmp_path, columns=columns)
    assert glossary["muc"].note == ("of pens" if columns == 5 else "")
    with pytest.raises(ValueError, match="3 columns"):
        export(GLOSSARY, "-", "deepl", GlossaryOptions(columns=3))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.csv", "mực,ink\nmực,dye\n,\ngiấy,\n", [("mực", "ink")]),
        ("b.csv", "source,target\nmực,ink\n", [("mực", "ink")]),
        ("c.csv", "mực;ink;fluid\n", [("mực", "ink")]),
        ("d.csv", "vi,en,description\nmực,ink,fluid\n,,\n,,x\n", [("mực", "ink")]),
        ("e.csv", "source,target,source_lang,target_lang\nmực,ink,VI,EN\n", [("mực", "ink")]),
        ("f.tsv", "vi\ten\nmực\tink\n", [("mực", "ink")]),
        ("g.tsv", "mực\tink\tvi\ten\t3\n", [("mực", "ink")]),
        ("h.txt", "#UTX 1.20; vi/en;\n#src\ttgt\nmực\tink\n", [("mực", "ink")]),
        ("i.txt", "# a comment\n\nmực\tink\tfluid\n", [("mực", "ink")]),
        (
            "j.csv",
            "Entry_ID,Vietnamese,Term_Info,English,Term_Info\n1,mực,CaseSense;Exact;X,ink,Forbidden\n2,,,,\n",
            [("mực", None)],
        ),
    ],
)
def test_files_are_told_by_what_they_hold(
    name: str, text: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    glossary = read_glossary(path)
    assert [(concept.preferred("vi"), concept.preferred("en")) for concept in glossary] == expected


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


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.csv", "Entry_ID,Klingon\n1,x\n", "no column of a language"),
        ("b.csv", "Entry_ID,English\n1,x,y\n", "b.csv:2: 3 cells under 2 columns"),
        ("c.csv", "vi,en\nmực,ink,x\n", "c.csv:2: 3 cells under 2 columns"),
        ("d.csv", "mực,ink,vi,en\na,b,c,d,e,f\n", "d.csv:2: 6 cells"),
        ("e.csv", "mực,ink,vi,en\na,b,vi,klingon\n", "e.csv:2: 'klingon' is no language code"),
        ("f.txt", "# -*- coding: nothing-8 -*-\nx\ty\n", "no such encoding: nothing-8"),
    ],
)
def test_bad_tables(name: str, text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_glossary(path)
    assert words in str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "g.txt"
    path.write_bytes("water ink\tmực nước\n".encode(encoding))
    assert read_glossary(path, options=GlossaryOptions(("en", "vi")))["water-ink"].preferred("vi") == "mực nước"
    path.write_bytes(b"# -*- coding: windows-1258 -*-\n" + "ink\tđen\n".encode("windows-1258"))
    assert read_glossary(path, options=GlossaryOptions(("en", "vi")))["ink"].preferred("vi") == "đen"


def test_formats_are_chosen() -> None:
    assert format_of(Path("a.TBX")).name == "tbx"
    with pytest.raises(UsageError, match=r"no glossary format for 'a\.pdf'"):
        format_of(Path("a.pdf"))
    with pytest.raises(UsageError) as caught:
        format_of(Path("a"), "memo")
    assert "memoq" in (caught.value.hint or "")
    with pytest.raises(UsageError) as caught:
        format_of(Path("a"), "zzzz")
    assert "known are yaml" in (caught.value.hint or "")
    assert len(formats()) == 13


def test_languages_by_name() -> None:
    assert [code(text) for text in ("EN-us", "zh_hant", "entry", "")] == ["en-US", "zh-Hant", None, None]
    assert [named(text) for text in ("Chinese (PRC)", "English", "English_Mars", "X")] == ["zh-CN", "en", None, None]
    assert [name_of(lang) for lang in ("vi", "en-GB", "en-XX", "tlh")] == [
        "Vietnamese",
        "English_United_Kingdom",
        "en-XX",
        "tlh",
    ]
    assert [slug(text) for text in ("Hà Nội!", "墨", "Đà Nẵng 2")] == ["ha-noi", "墨", "da-nang-2"]


@needs_shared
def test_the_seed_glossary_goes_through_every_lossless_format(tmp_path: Path) -> None:
    path = SHARED / "glossary" / "seed_terms.csv"
    seeds = read_glossary(path)
    for name in ("yaml", "csv", "xlsx"):
        glossary, losses = reread(name, tmp_path, seeds)
        assert losses == []
        data, _ = export(glossary, "-", "csv")
        rows = {row["id"]: row for row in csv.DictReader(io.StringIO(data.decode()))}
        with path.open(encoding="utf-8", newline="") as stream:
            assert all(rows[row["id"]] == row for row in csv.DictReader(stream))


@needs_shared
@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        ("omegat/acceptance_glossary.txt", {"Introduction": "紹介", "Error": "エラー"}),
        ("omegat/testUTF16LE.txt", {"UTF": "Unicode Transformation Format", "LE": "Little Endian"}),
        ("omegat/test-magiccomment-bom.tab", {}),
        ("omegat/empty.txt", {}),
        ("omegat/test.csv", {"kde": "csv kde", "kde, qu": "comma dot", '"kde","q"': "cdk", '""k': "k", 'zz"zz': "zz"}),
        ("omegat/test.tab", {"kde": "koo moo", "question": "qqqqq"}),
        ("csv/google_unidirectional.tsv", {"Lương Văn Phong": "Liang Wenfeng"}),
        ("csv/google_equivalent_term_set.csv", {"Lương Văn Phong": "Liang Wenfeng", "Huanfang": "High-Flyer"}),
        ("utx/minimal_1.20.utx", {"Lương Văn Phong": "Liang Wenfeng", "Huanfang": "High-Flyer"}),
    ],
)
def test_samples_of_pairs(name: str, pairs: dict[str, str]) -> None:
    glossary = read_glossary(SAMPLES / name)
    read = {concept.preferred("vi"): concept.preferred("en") for concept in glossary}
    assert pairs.items() <= read.items()
    assert bool(pairs) == bool(read)


@needs_shared
def test_other_samples() -> None:
    deepl = read_glossary(SAMPLES / "csv" / "deepl_python_example_glossary.csv")["source-entry"]
    assert (deepl.preferred("en"), deepl.preferred("de")) == ('source"Entry', "target,Entry")
    memoq = read_glossary(SAMPLES / "csv" / "memoq_header_example.csv")
    assert [(concept.preferred("en-US"), concept.preferred("zh-CN")) for concept in memoq] == [
        ("hero", "英雄"),
        ("power", "力量"),
    ]
    forbidden = read_glossary(SAMPLES / "utx" / "minimal_1.20.utx")["c001"].in_lang("en", Status.FORBIDDEN)
    assert [term.text for term in forbidden] == ["Luong Van Phong"]


def test_the_profile_as_written_tells_what_it_drops(tmp_path: Path) -> None:
    odd = Concept(
        "a",
        (
            Term("x|y", "vi", case=Case.IGNORE),
            Term("mực", "vi"),
            Term("Tinte", "de", Status.ADMITTED),
            Term("d", "en", Status.FORBIDDEN),
            Term("e", "en", Status.FORBIDDEN, scope=ForbiddenScope.ALWAYS),
        ),
        kind=ConceptKind.TERM,
        source="press",
        extra=(("vi", "clash"), ("seen", "1")),
    )
    data, losses = export(Glossary((odd,)), "g.csv")
    header = data.decode().splitlines()[0].split(",")
    assert {"de_admitted", "source", "seen"} <= set(header)
    assert {loss.what for loss in losses} >= {
        "extra vi",
        "scope of a term",
        "case of a term",
        "the term 'x|y', which holds a |",
        "no term in the column 'en_preferred'",
    }


def test_a_term_that_would_be_a_comment(tmp_path: Path) -> None:
    hashed = Concept("tag", (Term("#nhãn", "vi"), Term("#tag", "en")))
    glossary, losses = reread("omegat", tmp_path, Glossary((hashed,)))
    assert len(glossary) == 0
    assert Loss("tag", "the term '#nhãn', which would be a comment") in losses


def test_workbooks_that_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "g.xlsx"
    path.write_bytes(export(GLOSSARY, "g.xlsx")[0])
    monkeypatch.setattr("songngu.glossary.formats.xlsx._SIZE", 10)
    with pytest.raises(InputError, match="unpacks to more than"):
        read_glossary(path)
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(UsageError) as caught:
        read_glossary(path)
    assert "songngu[office]" in (caught.value.hint or "")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("mực\tink\n".encode())))
    assert read_glossary("-", "omegat")["muc"].preferred("en") == "ink"
