import io
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.formats.beads import write

SCORER = Path(__file__).parents[3] / ".." / "shared" / "eval" / "score.py"


def test_what_is_written(bitext: pl.DataFrame) -> None:
    stream = io.BytesIO()
    assert write(bitext, stream) == []
    assert stream.getvalue().decode().split("\n") == [
        "0\t0\t0.9991",
        "1,2\t1\t0.87",
        "3\t\t0.62",
        "\t2\t0.95",
        "4\t3\t",
        "5\t\t1.0",
        "6,7\t\t1.0",
        "",
    ]


def test_what_is_lost_is_told(bitext: pl.DataFrame) -> None:
    stream = io.BytesIO()
    unnumbered = from_rows([{"document": "khác", "source": "Đò", "target": "Ferry"}])
    assert write(pl.concat([bitext.head(1), unnumbered, unnumbered]), stream) == [
        "2 rows without sentence numbers left out",
        "2 documents stand one after the other, each numbering its sentences from 0",
    ]
    assert stream.getvalue() == b"0\t0\t0.9991\n"


@pytest.mark.skipif(not SCORER.is_file(), reason="needs ../shared")
def test_the_scorer_reads_them(bitext: pl.DataFrame, tmp_path: Path) -> None:
    path = tmp_path / "it.beads"
    with path.open("wb") as stream:
        write(bitext, stream)
    run = subprocess.run([sys.executable, SCORER, path, path], capture_output=True, check=True, text=True)
    assert "1.000" in run.stdout
