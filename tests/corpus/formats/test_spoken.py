"""Rows that name no language: told from their texts where all are alike, never wrongly; columns called by roles."""

import json
from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.errors import InputError
from songngu.corpus.formats import read_bitext
from songngu.corpus.formats.reading import Reading

VI = ["Con đò cập bến lúc sáu giờ sáng.", "Nước sông lên rất nhanh sau mưa lớn.", "Chợ họp từ sớm và rất đông."]
EN = ["The ferry docks at six in the morning.", "The river rises quickly after heavy rain.", "The market opens early."]


def written(folder: Path, suffix: str, names: tuple[str, str], left: list[str], right: list[str]) -> Path:
    path = folder / f"a.{suffix}"
    table = pl.DataFrame({names[0]: left, names[1]: right})
    if suffix == "parquet":
        table.write_parquet(path)
    elif suffix == "jsonl":
        lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in table.iter_rows(named=True)]
        path.write_text("".join(lines), encoding="utf-8")
    else:
        path.write_text(table.write_csv(separator="\t" if suffix == "tsv" else ","), encoding="utf-8")
    return path


@pytest.mark.parametrize("suffix", ["jsonl", "parquet", "csv", "tsv"])
@pytest.mark.parametrize("names", [("source", "target"), ("src", "tgt")])
def test_languages_are_told_from_the_texts(tmp_path: Path, suffix: str, names: tuple[str, str]) -> None:
    for sides, langs in (((VI, EN), ("vi", "en")), ((EN, VI), ("en", "vi"))):
        rows = read_bitext(written(tmp_path, suffix, names, *sides))
        assert rows["source"].to_list() == sides[0]
        assert rows.select("source_lang", "target_lang").unique().rows() == [langs]


@pytest.mark.parametrize("suffix", ["jsonl", "parquet", "csv", "tsv"])
def test_rows_of_both_directions_get_no_language(tmp_path: Path, suffix: str) -> None:
    rows = read_bitext(written(tmp_path, suffix, ("source", "target"), VI + EN, EN + VI))
    assert rows.select("source_lang", "target_lang").unique().rows() == [("", "")]


def test_a_language_that_is_asked_for_is_kept(tmp_path: Path) -> None:
    path = written(tmp_path, "jsonl", ("source", "target"), VI, EN)
    rows = read_bitext(path, reading=Reading(str(path), ("vi-VN", "en-GB")))
    assert rows.select("source_lang", "target_lang").unique().rows() == [("vi-VN", "en-GB")]


@pytest.mark.parametrize("names", [("Tiếng Việt", "English"), ("English", "Tiếng Việt"), ("bản gốc", "bản dịch")])
def test_keys_are_read_as_people_write_them(tmp_path: Path, names: tuple[str, str]) -> None:
    sides = (EN, VI) if names[0] == "English" else (VI, EN)
    rows = read_bitext(written(tmp_path, "jsonl", names, *sides))
    assert rows["source"].to_list() == VI
    assert rows.select("source_lang", "target_lang").unique().rows() == [("vi", "en")]


@pytest.mark.parametrize("names", [("org", "seg"), ("text", "note"), ("q", "a")])
def test_keys_that_say_nothing_are_refused(tmp_path: Path, names: tuple[str, str]) -> None:
    with pytest.raises(InputError):
        read_bitext(written(tmp_path, "jsonl", names, VI, EN))
