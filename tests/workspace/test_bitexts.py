"""Bitexts of every format as something to check."""

from pathlib import Path

import openpyxl
import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import InputError
from songngu.corpus.formats import FORMATS, is_readable, suffixes_of, write_bitext
from songngu.workspace.bitexts import is_bitext, read_bitext_file

ROWS = [
    {"id": f"r{n}", "source": source, "target": target, "source_lang": "vi", "target_lang": "en"}
    for n, (source, target) in enumerate(
        [("Đò dọc", "A ferry"), ("Ghe & thuyền", "Boats\nand <boats>"), ("Bến", "Pier")]
    )
]
NAMES = [f"corpus{suffixes_of(name)[0]}" for name in FORMATS if is_readable(name) and name != "mo"]


@pytest.mark.parametrize("name", [*NAMES, "corpus.tsv.gz", "corpus.parquet.gz"])
def test_findings_have_a_place_in_every_format(name: str, tmp_path: Path) -> None:
    write_bitext(from_rows(ROWS), tmp_path / name)
    (tmp_path / "corpus.folder").mkdir()
    assert is_bitext(name)
    file = read_bitext_file(tmp_path, name, ("vi", "en"))
    pair = file.load()
    assert pair.bitext["source"].to_list() == [row["source"] for row in ROWS]
    document = pair.read[name]()
    row = pair.bitext.row(2, named=True)
    assert row["source_file"] == name
    start, end = row["target_spans"][0].values()
    assert document.raw[start:end] == "Pier"
    assert len(file.key) > 10


@pytest.mark.parametrize("name", ["corpus.html", "corpus.beads", "corpus", "corpus.txt", "corpus.gz"])
def test_what_is_no_bitext(name: str) -> None:
    assert not is_bitext(name)


@pytest.mark.parametrize("name", ["corpus.moses", "corpus.tsv", "corpus.hf"])
def test_what_is_not_there(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read: no such file"):
        read_bitext_file(tmp_path, name, ("vi", "en"))


def test_a_row_of_a_workbook_has_the_number_that_a_spreadsheet_gives_it(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (("Bảng dịch",), (), ("vi", "en"), ("Đò dọc", "A ferry"), (), ("Bến", "Pier")):
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    pair = read_bitext_file(tmp_path, "a.xlsx", ("vi", "en")).load()
    starts = [row["source_spans"][0]["start"] for row in pair.bitext.iter_rows(named=True)]
    document = pair.read["a.xlsx"]()
    assert [document.position(start)[0] for start in starts] == [4, 6]
