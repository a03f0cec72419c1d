from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.errors import InputError
from songngu.glossary.concept import Case, ConceptKind, ForbiddenScope, MatchMode, Status
from songngu.glossary.formats import read_glossary

SHARED = Path(__file__).parents[3] / ".." / "shared"
HEADER = "id,domain,type,vi,en_preferred,en_admitted,en_forbidden,forbidden_scope,case_sensitive,zh,note,seen"


def write(tmp_path: Path, *rows: str, header: str = HEADER) -> Path:
    path = tmp_path / "terms.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8", newline="")
    return path


def test_a_row_is_a_concept(tmp_path: Path) -> None:
    row = 'p1,person,name,Hà Thu|Thu,He Qiu,Qiu|Ms He,Ha Thu,always,yes,何秋,"a poet, born 1950",3'
    concept = read_glossary(write(tmp_path, row))["p1"]
    assert (concept.kind, concept.domain, concept.note) == (ConceptKind.NAME, "person", "a poet, born 1950")
    assert [term.text for term in concept.in_lang("vi")] == ["Hà Thu", "Thu"]
    assert [term.text for term in concept.in_lang("en", Status.ADMITTED)] == ["Qiu", "Ms He"]
    forbidden = concept.in_lang("en", Status.FORBIDDEN)[0]
    assert (forbidden.scope, forbidden.case, forbidden.match) == (
        ForbiddenScope.ALWAYS,
        Case.PERMISSIVE,
        MatchMode.NAME,
    )
    assert concept.preferred("zh") == "何秋"
    assert concept.extra == (("seen", "3"),)


def test_words_are_inflected_and_free_in_case(tmp_path: Path) -> None:
    concept = read_glossary(write(tmp_path, "t1,,term,bản thảo,manuscript,,,,no,,,"))["t1"]
    assert {(term.case, term.match) for term in concept.terms} == {(Case.IGNORE, MatchMode.INFLECTED)}


def test_byte_order_mark_blank_lines_and_short_rows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_bytes("\ufeffid,type,vi,en_preferred,note\r\n\r\nt1,term,mực,ink\r\n,,,,\r\n".encode())
    assert [concept.id for concept in read_glossary(path)] == ["t1"]


@pytest.mark.parametrize(
    ("rows", "line", "words"),
    [
        (["a,,term,mực,ink,,,,no,,,", "a,,term,bút,pen,,,,no,,,"], 3, "line 2 already"),
        (["a,,thing,mực,ink,,,,no,,,"], 2, "type is 'thing'"),
        (["a,,term,mực,ink,,,sometimes,no,,,"], 2, "forbidden_scope is 'sometimes'"),
        (["a,,term,mực,ink,,,,maybe,,,"], 2, "case_sensitive is 'maybe'"),
        (['a,,term,mực,ink,,,,no,,"two', 'lines",', "b,,term,bút||viết,pen,,,,no,,,"], 4, "empty term in 'vi'"),
        (["a,,term,,ink,,,,no,,,"], 2, "no term in 'vi'"),
        ([",,term,mực,ink,,,,no,,,"], 2, "without an id"),
        (["a,,term,mực,ink,,,,no,,,,,more"], 2, "14 cells under 12 columns"),
        (['a,,term,"mực"x,ink,,,,no,,,'], 2, "not CSV"),
    ],
)
def test_bad_rows_are_named_by_line(tmp_path: Path, rows: list[str], line: int, words: str) -> None:
    path = write(tmp_path, *rows)
    with pytest.raises(InputError) as caught:
        read_glossary(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert words in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("header", "words"),
    [("id,type,vi", "no column 'en_preferred'"), ("id,type,vi,en_preferred,vi", "column 'vi' stands twice")],
)
def test_bad_headers(tmp_path: Path, header: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_glossary(write(tmp_path, header=header))


def test_files_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_glossary(tmp_path / "absent.csv")
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    with pytest.raises(InputError, match="empty"):
        read_glossary(empty)
    legacy = tmp_path / "legacy.csv"
    legacy.write_bytes(b"id,type\n\xd0\xea")
    with pytest.raises(InputError, match=r"legacy\.csv:2: not UTF-8: byte 0xd0"):
        read_glossary(legacy)


@given(st.binary(max_size=120))
def test_any_bytes_give_a_glossary_or_an_error(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("any") / "terms.csv"
    for content in (data, HEADER.encode() + b"\n" + data):
        path.write_bytes(content)
        try:
            read_glossary(path)
        except InputError as error:
            assert str(path) in str(error)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not beside the project")
def test_the_seed_glossary_loads() -> None:
    glossary = read_glossary(SHARED / "data" / "glossary" / "seed_terms.csv")
    assert len(glossary) == 138
    assert glossary.languages == ("en", "vi", "zh")
