"""Tables in Markdown."""

from pathlib import Path

import pytest

from songngu.corpus.errors import InputError
from songngu.glossary.concept import Concept, Glossary, Term
from songngu.glossary.formats import export, read_glossary
from tests.glossary.formats.tables_read import read


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
