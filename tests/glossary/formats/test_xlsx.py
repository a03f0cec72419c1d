"""Excel workbooks."""

import io
import sys
import zipfile
from pathlib import Path

import pytest

from songngu.corpus.errors import InputError, UsageError
from songngu.glossary.formats import export, read_glossary
from tests.glossary.formats.exchanged import GLOSSARY


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
