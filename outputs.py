"""What `songngu build` writes: the bitext of each pair where it is kept, and the outputs of all of them together."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.check_run import CheckRun
from songngu.pairs import PairFiles
from songngu.workspace import Workspace

if TYPE_CHECKING:
    import polars as pl


def write_outputs(workspace: Workspace, run: CheckRun) -> Iterator[str]:
    """Write all outputs and yield a line for each file that is new or has changed, and for what a format cannot keep.

    The rows of passages that were set aside as copies, and rejected rows, are in the kept bitexts only.
    """
    import polars as pl

    from songngu.corpus.formats import write_bitext

    outputs = workspace.configuration.export.outputs
    bitexts = []
    for unit in run.units:
        aligned = unit.load(run.cache)
        bitexts.append(aligned.bitext)
        if isinstance(unit, PairFiles) and unit.pair.bitext:
            yield from _written(run.root / unit.pair.bitext, unit.pair.bitext, aligned.bitext)
    if not outputs or not bitexts:
        return
    whole = pl.concat(bitexts).filter(pl.col("duplicate_of").is_null(), pl.col("status").cast(pl.Utf8) != "rejected")
    for name in outputs:
        path = run.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        notes = write_bitext(whole, path)
        yield f"wrote {name}: {whole.height} rows"
        yield from (f"note: {name}: {note}" for note in notes)


def _written(path: Path, name: str, bitext: pl.DataFrame) -> Iterator[str]:
    from songngu.corpus.formats import write_bitext

    before = path.read_bytes() if path.is_file() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    write_bitext(bitext, path)
    if path.read_bytes() != before:
        yield f"wrote {name}: {bitext.height} rows"
