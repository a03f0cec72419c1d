"""Corpora are known by the manifests of the exports that made them."""

from pathlib import Path

from songngu.corpus.export import Job, Recipe, export
from songngu.corpus.formats.exported import made_of_others


def test_what_an_export_wrote_is_told_from_what_it_read(tmp_path: Path) -> None:
    for name in ("a.tsv", "b.tsv"):
        (tmp_path / name).write_text(f"vi\ten\nChợ {name} họp sớm\tMarket {name} opens early\n", encoding="utf-8")
    inputs = tuple(str(tmp_path / name) for name in ("a.tsv", "b.tsv"))
    export(Job(inputs, (str(tmp_path / "c.tsv"), str(tmp_path / "c.jsonl"))), Recipe())
    files = [tmp_path / name for name in ("a.tsv", "b.tsv", "c.jsonl", "c.tsv")]
    assert made_of_others(files) == {tmp_path / "c.jsonl", tmp_path / "c.tsv"}
    assert made_of_others(files[2:]) == set()
