import gzip
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


def test_what_is_empty_is_told_and_the_rest_searched(folder: Path) -> None:
    for name in ("none.tsv", "none.tmx", "tests/none.parquet"):
        (folder / name).touch()
    (folder / "none.txt").write_text("\n\n", encoding="utf-8")
    found = certify(["corpus.parquet", "none.tsv", "none.tmx", "none.txt"], ["tests"])
    assert sorted(found.empty) == ["none.tmx", "none.tsv", "none.txt", "tests/none.parquet"]
    assert found.searched == 3 and not found.is_clean


def test_where_there_is_nothing_to_search(folder: Path) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(UsageError, match="no texts in this folder"):
        certify(["corpus.parquet"], ["empty"])


def test_a_card_tells_of_clean_sets_too(folder: Path) -> None:
    done = export(Job(("corpus.parquet",), ("out.parquet",)), Recipe(leaks=Leaks(against=("tests",))))
    assert done.kept == 0 or pl.read_parquet("out.parquet").height == done.kept
    leaks = json.loads(Path("out.manifest.json").read_text(encoding="utf-8"))["leaks"]
    assert {leak["set"]: leak["rows"] for leak in leaks}["other.txt"] == 0


@pytest.mark.parametrize("packed", [False, True])
def test_a_pair_of_files_is_one_set(folder: Path, *, packed: bool) -> None:
    (folder / "pair").mkdir()
    for lang, lines in zip(("vi", "en", "fr"), zip(*LINES[:2], strict=True), strict=False):
        text = "".join(f"{line}\n" for line in lines).encode()
        path = folder / "pair" / f"news.{lang}"
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(text)) if packed else path.write_bytes(text)
    ending = ".gz" if packed else ""
    named = [f"pair/news.vi{ending}", f"pair/news.en{ending}"]
    for against, name in ((["pair"], "news"), (named, "news"), (named[:1], f"news.vi{ending}")):
        found = certify(["corpus.parquet"], against)
        assert [(each.name, each.exact) for each in found.sets] == [(name, 2)]
        assert found.sets[0].one_side == 0
    assert certify(["pair"], ["corpus.parquet"]).searched == 2
    (folder / "pair" / "news.fr").write_text("Une ligne que personne n'a jamais traduite.\n", encoding="utf-8")
    assert [each.texts for each in certify(["corpus.parquet"], ["pair"]).sets] == [5]
    assert certify(["pair"], ["corpus.parquet"]).searched == 4


def test_sides_of_other_lengths_and_folders_stay_apart(folder: Path) -> None:
    for name, text in (
        ("a/x.vi", "một hai ba\nbốn\n"),
        ("a/x.en", "one two three\n"),
        ("b/x.vi", "năm\n"),
        ("b/x.en", "five\n"),
    ):
        (folder / "sets" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "sets" / name).write_text(text, encoding="utf-8")
    found = certify(["corpus.parquet"], ["sets", "tests/other.txt"])
    assert [(each.name, each.texts) for each in found.sets] == [("a/x", 3), ("b/x", 2), ("other.txt", 1)]
