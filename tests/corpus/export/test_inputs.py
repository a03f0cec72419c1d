"""What an export takes: tables of others, pairs the other way round, test sets of one name."""

import io
from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.export.delivery import Job, export
from songngu.corpus.export.recipe import Leaks, Recipe, SplitTable
from songngu.corpus.formats import read_bitext, write_bitext

PAIR = {"source": "Thuyền về bến lúc năm giờ sáng.", "target": "The boat is back at five in the morning."}
ROW = {"id": "1", "document": "quay", "row": 0, "source_lang": "vi", "target_lang": "en", "status": "auto"} | PAIR


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (pl.lit(1).alias("place"), {}),
        (pl.lit(0.5, pl.Float32).alias("score.x"), {"score.x": 0.5}),
        (pl.lit(float("inf")).alias("score.x"), {"score.x": None}),
        (pl.lit("ratio").alias("removed_by"), {}),
    ],
)
def test_columns_of_other_tables(tmp_path: Path, more: pl.Expr, told: dict[str, object]) -> None:
    from_rows([ROW]).with_columns(more).write_parquet(tmp_path / "in.parquet")
    write_bitext(from_rows([ROW | {"id": "2"}]), tmp_path / "in.tsv")
    job = Job((str(tmp_path / "in.parquet"), str(tmp_path / "in.tsv")), (str(tmp_path / "out.tsv"),))
    assert export(job, Recipe()).kept == 2
    first = read_bitext(tmp_path / "out.tsv").row(0, named=True)
    scores = {name: value for name, value in first.items() if name.startswith("score.") and name != "score.empty"}
    assert (scores, "removed_by" in first) == (told, False)


def test_a_score_that_is_no_column_of_numbers_is_an_error(tmp_path: Path) -> None:
    from_rows([ROW]).with_columns(pl.lit("a").alias("score.x")).write_parquet(tmp_path / "in.parquet")
    with pytest.raises(InputError, match=r"column score.x: String is not a number"):
        export(Job((str(tmp_path / "in.parquet"),), (str(tmp_path / "out.tsv"),)), Recipe())


@pytest.mark.parametrize("suffix", ["parquet", "tsv", "jsonl", "xlf", "tmx"])
def test_a_pair_the_other_way_round_is_turned(tmp_path: Path, suffix: str) -> None:
    write_bitext(from_rows([ROW | {"source_file": "a.vi.txt"}]), tmp_path / f"in.{suffix}")
    export(Job((str(tmp_path / f"in.{suffix}"),), (str(tmp_path / "out.tsv"),), langs=("en", "vi")), Recipe())
    row = read_bitext(tmp_path / "out.tsv").row(0, named=True)
    assert (row["source"], row["target"]) == (PAIR["target"], PAIR["source"])
    assert (row["source_lang"], row["target_lang"], row["target_file"]) == ("en", "vi", "a.vi.txt")


@pytest.mark.parametrize("name", ["test.fr", "test"])
def test_a_test_set_of_lines_may_be_called_anything(tmp_path: Path, name: str) -> None:
    write_bitext(from_rows([ROW]), tmp_path / "in.tsv")
    job = Job((str(tmp_path / "in.tsv"),), (str(tmp_path / "out.tsv"),))
    recipe = Recipe(leaks=Leaks(against=(str(tmp_path / name),)))
    with pytest.raises(InputError, match=r"cannot be read: (?i:no such file)"):
        export(job, recipe)
    (tmp_path / name).write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match="holds no text"):
        export(job, recipe)
    (tmp_path / name).write_text(PAIR["target"] + "\n", encoding="utf-8")
    assert export(job, recipe).removed["leak"] == 1


def test_test_sets_of_one_name_are_told_apart(tmp_path: Path) -> None:
    write_bitext(from_rows([ROW]), tmp_path / "in.tsv")
    for folder, text in (("a", PAIR["source"]), ("b", PAIR["target"])):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "test.txt").write_text(text + "\n", encoding="utf-8")
    against = tuple(str(tmp_path / folder / "test.txt") for folder in ("a", "b"))
    done = export(Job((str(tmp_path / "in.tsv"),), (str(tmp_path / "out.tsv"),)), Recipe(leaks=Leaks(against=against)))
    assert done.leaks.select("set", "side").rows() == [("test.txt", "source"), ("test.txt (2)", "target")]


def test_no_rows_make_a_corpus_of_none(tmp_path: Path) -> None:
    write_bitext(from_rows([]), tmp_path / "in.tsv")
    job = Job((str(tmp_path / "in.tsv"),), (str(tmp_path / "out.parquet"),))
    done = export(job, Recipe(split=SplitTable(shares="train=0.5,test=0.5")).cleaning())
    assert (done.rows, done.parts) == (0, {"train": 0, "test": 0})
    assert read_bitext(tmp_path / "out.train.parquet").height == 0


def test_folders_standard_input_and_tables_without_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.tsv", "b.po"):
        rows = [{"id": "1", "source": f"Đò {name}", "target": "A ferry", "source_lang": "vi", "target_lang": "en"}]
        write_bitext(from_rows(rows), tmp_path / "in" / name)
    job = Job(
        (str(tmp_path / "in"), "-"), (str(tmp_path / "in" / "out.tsv"),), from_format="tsv",
        columns=("score", "vi", "en"),
    )  # fmt: skip
    for _ in range(2):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO("0.9\tBến\tA quay\n".encode())))
        assert export(job, Recipe()).kept == 3
    kept = read_bitext(tmp_path / "in" / "out.tsv")
    told = kept.select("source", "document", "score.score").rows()
    assert told == [("Đò a.tsv", "", None), ("Đò b.po", "b.po", None), ("Bến", "", 0.9)]
    assert export(replace(job, inputs=(str(tmp_path / "in"),)), Recipe()).kept == 2


def test_pairs_of_languages_are_told_before_the_work(tmp_path: Path) -> None:
    pairs = {"a.tsv": ("vi", "en"), "b.tsv": ("vi-VN", "en"), "c.tsv": ("vi", "fr")}
    for number, (name, (source, target)) in enumerate(pairs.items()):
        row = {"id": f"{number}", "source": f"Đò {name}", "target": "A ferry"}
        write_bitext(from_rows([row | {"source_lang": source, "target_lang": target}]), tmp_path / name)

    def job(names: list[str], output: str) -> Job:
        return Job(tuple(str(tmp_path / name) for name in names), (str(tmp_path / output),), card=False)

    stages: list[str] = []
    with pytest.raises(UsageError, match=r"moses holds one pair of languages.*vi-en in a.tsv.*vi-fr in c.tsv"):
        export(job(list(pairs), "out.moses"), Recipe(), progress=stages.append)
    assert stages == ["reading"]
    done = export(job(list(pairs), "out.jsonl"), Recipe())
    assert "the rows are of 3 pairs of languages" in str(done.notes[-1])
    done = export(job(["a.tsv", "b.tsv"], "out.hf"), Recipe())
    assert not done.notes
    assert read_bitext(tmp_path / "out.hf")["source_lang"].to_list() == ["vi", "vi"]
    assert (tmp_path / "out.moses").with_suffix(".vi").exists() is False
    export(job(["a.tsv", "b.tsv"], "out.moses"), Recipe())
    assert (tmp_path / "out.vi").read_text(encoding="utf-8") == "Đò a.tsv\nĐò b.tsv\n"
