import json
from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.errors import UsageError
from songngu.corpus.export.contamination import certify
from songngu.corpus.export.delivery import Job, export
from songngu.corpus.export.recipe import Leaks, Recipe
from tests.corpus.export.library import LINES, write_library


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write_library(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_set_of_a_library_is_told(folder: Path) -> None:
    found = certify(["corpus.parquet"], ["tests"])
    told = {each.name: (each.texts, each.exact, each.changed, each.edited, each.one_side) for each in found.sets}
    assert told == {"exact.tsv": (2, 1, 0, 0, 0), "other.txt": (1, 0, 0, 0, 0), "river/lines.txt": (2, 0, 1, 1, 0)}
    assert found.searched == 3 and not found.is_clean


def test_a_text_of_one_language_is_searched_too(folder: Path) -> None:
    (folder / "mono.txt").write_text(f"{LINES[0][0]}\nMột câu khác hẳn chưa từng có ở đâu.\n", encoding="utf-8")
    found = certify(["mono.txt"], ["tests/exact.tsv"])
    assert [(each.rows, each.one_side) for each in found.sets] == [(1, 1)]


def test_where_there_is_nothing_to_search(folder: Path) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(UsageError, match="no texts in this folder"):
        certify(["corpus.parquet"], ["empty"])


def test_a_card_tells_of_clean_sets_too(folder: Path) -> None:
    done = export(Job(("corpus.parquet",), ("out.parquet",)), Recipe(leaks=Leaks(against=("tests",))))
    assert done.kept == 0 or pl.read_parquet("out.parquet").height == done.kept
    leaks = json.loads(Path("out.manifest.json").read_text(encoding="utf-8"))["leaks"]
    assert {leak["set"]: leak["rows"] for leak in leaks}["other.txt"] == 0
