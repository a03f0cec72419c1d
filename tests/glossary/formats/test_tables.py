"""What formats of rows and columns share."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.errors import InputError
from songngu.glossary.formats import export, read_glossary
from songngu.glossary.formats.tables import guarded, unguarded
from tests.glossary.formats.exchanged import GLOSSARY


@pytest.mark.parametrize("name", ["omegat-csv", "deepl", "google", "google-set", "memoq", "csv"])
def test_no_cell_of_a_csv_file_starts_a_formula(name: str) -> None:
    data, _ = export(GLOSSARY, "-", name)
    for row in csv.reader(io.StringIO(data.decode())):
        assert not any(cell[:1] in set("=+-@\t\r") for cell in row if cell)


@given(st.text(max_size=8) | st.text(alphabet="'=+-@a", max_size=5))
def test_guarding_is_undone(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell)[:1] not in set("=+-@\t\r\n") or not cell


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
