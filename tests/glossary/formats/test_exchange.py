"""Glossaries of translation services."""

import csv
import io
from pathlib import Path

import pytest

from songngu.glossary.formats import GlossaryOptions, export
from songngu.glossary.formats.exchange import is_deepl
from tests.glossary.formats.exchanged import GLOSSARY, reread


@pytest.mark.parametrize(("columns", "width"), [(2, 2), (4, 4), (5, 5)])
def test_deepl_columns(columns: int, width: int, tmp_path: Path) -> None:
    data, _ = export(GLOSSARY, "-", "deepl", GlossaryOptions(columns=columns))
    assert {len(row) for row in csv.reader(io.StringIO(data.decode()))} == {width}
    glossary, _ = reread("deepl", tmp_path, columns=columns)
    assert glossary["muc"].note == ("of pens" if columns == 5 else "")
    with pytest.raises(ValueError, match="3 columns"):
        export(GLOSSARY, "-", "deepl", GlossaryOptions(columns=3))


@pytest.mark.parametrize(
    ("cells", "expected"),
    [(["mực", "ink", "vi", "en"], True), (["mực", "ink", "VI", "EN-US", "note"], True), (["mực", "ink"], False),
     (["mực", "ink", "một", "hai"], False)],
)  # fmt: skip
def test_a_row_that_names_its_languages(cells: list[str], expected: bool) -> None:
    assert is_deepl(cells) is expected
