"""Bitexts under review, and journals that were left."""

from pathlib import Path

import polars as pl

from songngu.corpus.bitext import from_rows, row_id
from songngu.corpus.formats import read_bitext, write_bitext
from songngu.workspace.review.action import Action
from songngu.workspace.review.folding import Opened, add_edit, opened

PAIRS = [("Một.", "One."), ("Hai.", "Two."), ("Ba.", "Three."), ("", "Four."), ("Năm & sáu.", "Five <and> six.")]


def bitext(pairs: list[tuple[str, str]] = PAIRS) -> pl.DataFrame:
    return from_rows(
        {
            "id": row_id("a.vi.txt", "a.en.txt", (), (), *pair),
            "document": "a",
            "row": number,
            "source": pair[0],
            "target": pair[1],
            "source_lang": "vi",
            "target_lang": "en",
            "source_file": "a.vi.txt",
            "target_file": "a.en.txt",
            "source_spans": [],
            "target_spans": [],
            "source_ids": [number] if pair[0] else [],
            "target_ids": [number] if pair[1] else [],
            "probability": 0.5 + number / 10,
            "status": "auto",
        }
        for number, pair in enumerate(pairs)
    )


def made(folder: Path, name: str = "a.jsonl", pairs: list[tuple[str, str]] = PAIRS) -> Path:
    path = folder / name
    write_bitext(bitext(pairs), path)
    return path


def do(state: Opened, action: str, **more: object) -> None:
    add_edit(state, Action(action=action, **more))  # type: ignore[arg-type]


def key(state: Opened, place: int) -> str:
    return state.history.sheet.beads[place].key


def killed(path: Path, *edits: tuple[str, int]) -> None:
    """Make edits as a process does that is then killed: nothing is written but the journal."""
    state = opened(path)
    for action, place in edits:
        do(state, action, row=key(state, place))
    state.journal._stream.close()


def statuses(path: Path) -> list[str]:
    return read_bitext(path)["status"].to_list()
