"""The files of an export, whole or cut into shards."""

from pathlib import Path

import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.export import Job, Recipe, export
from songngu.corpus.formats import read_bitext, write_bitext


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    langs = {"source_lang": "vi", "target_lang": "en", "status": "auto", "document": "d"}
    texts = ((f"câu một hai {n} " * 20, f"line one two {n} " * 20) for n in range(40))
    rows = ({"id": str(n), "row": n, "source": a, "target": b, **langs} for n, (a, b) in enumerate(texts))
    write_bitext(from_rows(rows), tmp_path / "in.parquet")
    return tmp_path / "in.parquet"


def test_rows_are_counted_and_what_cannot_be_kept_is_told(corpus: Path, tmp_path: Path) -> None:
    done = export(Job((str(corpus),), (str(tmp_path / "out.moses"),)), Recipe())
    assert done.written[str(tmp_path / "out.moses")] == 40
    assert any("no place for" in note.text for note in done.notes)


def test_every_output_has_all_rows(corpus: Path, tmp_path: Path) -> None:
    outputs = tuple(str(tmp_path / f"out.{suffix}") for suffix in ("tsv", "jsonl"))
    done = export(Job((str(corpus),), outputs), Recipe())
    assert [done.written[output] for output in outputs] == [40, 40]
    assert read_bitext(outputs[0])["source"].to_list() == read_bitext(outputs[1])["source"].to_list()
