import json

import pytest

from songngu.corpus.export.card import File
from songngu.corpus.export.card.croissant import croissant

from .conftest import facts_of, table


def test_files_and_their_columns_are_told(counted):
    told = json.loads(croissant(counted, ("source", "target")))
    assert told["conformsTo"] == "http://mlcommons.org/croissant/1.0"
    assert told["distribution"][0]["contentUrl"] == "train.parquet"
    assert told["distribution"][0]["sha256"] == "cd" * 32
    assert [rows["name"] for rows in told["recordSet"]] == [
        "rows of train.parquet", "rows of dev.parquet", "rows of test.parquet",
    ]  # fmt: skip
    field = told["recordSet"][0]["field"][1]
    assert field["source"] == {"fileObject": {"@id": "file-1"}, "extract": {"column": "target"}}
    assert told["license"] == ["CC BY-SA 4.0", "Giấy phép riêng"]
    assert croissant(counted, ("source",)) == croissant(counted, ("source",))


def test_what_nobody_said_is_not_told():
    told = json.loads(croissant(facts_of(table()), ("source",)))
    assert not {"license", "datePublished", "creator", "isBasedOn"} & set(told)
    assert json.loads(croissant(facts_of(table(), created="2026-11-28"), ()))["datePublished"] == "2026-11-28"


def test_columns_are_told_where_programs_read_them_right():
    """Readers take a quote in TSV for one of CSV, and the rows of the hub have no columns of the two texts."""
    names = ("a.tsv", "a.hf/data/train-0.parquet", "a.csv")
    outputs = [File(name, "ab" * 32, 1, 1, output=name.partition("/")[0]) for name in names]
    told = json.loads(croissant(facts_of(table(), outputs=outputs), ("source",)))
    assert [rows["name"] for rows in told["recordSet"]] == ["rows of a.csv"]
    assert [file["name"] for file in told["distribution"]] == list(names)


def test_it_is_valid_and_its_rows_can_be_read(tmp_path):
    mlcroissant = pytest.importorskip("mlcroissant", reason="mlcroissant is not installed")
    path = tmp_path / "a b.jsonl"
    path.write_text('{"source": "Mưa", "target": "Rain"}\n', encoding="utf-8")
    from songngu.corpus.export.card import file_facts

    facts = facts_of(table(), outputs=[file_facts(path, 1), File("x.tmx", "ab" * 32, 1, 1)])
    (tmp_path / "croissant.json").write_text(croissant(facts, ("source", "target")), encoding="utf-8")
    dataset = mlcroissant.Dataset(jsonld=tmp_path / "croissant.json")
    rows = list(dataset.records(record_set="rows-1"))
    assert [value.decode() for value in rows[0].values()] == ["Mưa", "Rain"]
