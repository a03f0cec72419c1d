import json
from pathlib import Path

import pytest

from songngu.corpus.errors import UsageError
from songngu.workspace.linkable import DocumentPlaces, read_linkable

TEXT = "Máy chủ dừng.\nTôi ngủ suốt đêm qua ở nhà.\n"


@pytest.fixture
def rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("a.vi.txt").write_text(TEXT, encoding="utf-8")
    start = TEXT.index("Tôi")
    row = {
        "id": "x", "source": "Tôi ngủ suốt đêm qua ở nhà.", "target": "I slept at home all last night.",
        "source_lang": "vi", "target_lang": "en",
        "source_file": "a.vi.txt", "source_spans": [[start, len(TEXT) - 1]], "target_spans": [], "status": "auto",
    }  # fmt: skip
    every = [
        row,
        row | {"id": "y", "status": "rejected"},
        row | {"id": "z", "target": ""},
        row | {"id": "w", "source_file": "gone.txt"},
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in every), encoding="utf-8")
    return path


def test_rows_with_both_sides_are_taken_and_the_rest_told(rows: Path) -> None:
    found = read_linkable([str(rows)])
    assert [row.id for row in found.rows] == ["x", "w"]
    assert found.langs == ("vi", "en")
    assert len(found.notes) == 2


def test_places_are_of_the_document_where_it_is_there(rows: Path) -> None:
    found = read_linkable([str(rows)])
    places = DocumentPlaces(found.langs)
    assert places.of(found.rows[0]) == ("a.vi.txt", 2)
    assert places.of(found.rows[1]) == ("rows.jsonl", 4)


def test_languages_are_told_from_texts_that_name_none(rows: Path) -> None:
    path = rows.with_name("plain.tsv")
    path.write_text("I slept at home all last night.\tTôi ngủ suốt đêm qua ở nhà.\n" * 3, encoding="utf-8")
    assert set(read_linkable([str(path)]).langs) == {"vi", "en"}


def test_a_language_that_contradicts_the_texts_is_refused(rows: Path) -> None:
    path = rows.with_name("plain.jsonl")
    row = {"source": "I slept at home all last night, as everybody knows.", "target": "Tôi ngủ suốt đêm qua ở nhà."}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(UsageError):
        read_linkable([str(path)], ("fr", "vi"))


def test_a_guess_is_noted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.tsv").write_text("source\ttarget\nLe chat dort.\tKucing tidur.\n", encoding="utf-8")
    assert sum("taken for" in note for note in read_linkable(["a.tsv"]).notes) == 2
    assert read_linkable(["a.tsv"], ("fr", "id")).notes == ()
