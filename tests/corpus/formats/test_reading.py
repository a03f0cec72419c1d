import io
from collections.abc import Sequence

import polars as pl
import pytest

from songngu.corpus.bitext import joined
from songngu.corpus.errors import InputError
from songngu.corpus.formats import load_format
from songngu.corpus.formats.reading import Reading

TSV = ["source\ttarget\tstatus\trow", "a\tb\tauto\t0", "c", "d\te\tfine\t1", "f\tg\tauto\tx", "h\ti\tauto\t2"]
JSONL = [
    '{"source": "a", "target": "b"}',
    "{",
    '{"source": "c"}',
    '{"source": "d", "target": "e", "status": "fine"}',
    "[" * 100_000,
    '{"source": "h", "target": "i"}',
]


def _scan(name: str, lines: Sequence[str], *, keep_going: bool) -> tuple[pl.DataFrame, list[str]]:
    reading = Reading("f", keep_going=keep_going)
    stream = io.BytesIO("\n".join(lines).encode())
    return joined(list(load_format(name).scan(stream, reading))), reading.notes  # type: ignore[union-attr]


@pytest.mark.parametrize(("name", "lines"), [("tsv", TSV), ("jsonl", JSONL)])
def test_broken_rows_are_passed_over_when_asked(name: str, lines: list[str]) -> None:
    with pytest.raises(InputError):
        _scan(name, lines, keep_going=False)
    back, notes = _scan(name, lines, keep_going=True)
    assert back["source"].to_list() == ["a", "h"]
    assert len(notes) == len(lines) - (3 if name == "tsv" else 2)
    assert all(note.startswith("f:") and note.endswith(": passed over") for note in notes)


def test_many_broken_rows_are_told_once() -> None:
    _, notes = _scan("tsv", [TSV[0], *["x"] * 20], keep_going=True)
    assert notes[-1] == "more that is broken passed over" and len(notes) == 9
