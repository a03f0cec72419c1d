"""What `songngu build` writes: the bitext of each pair where it is kept, and the outputs of all of them together."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.corpus.errors import UsageError
from songngu.corpus.files.display import quantity
from songngu.corpus.files.guard import editing
from songngu.corpus.files.staging import sparing
from songngu.workspace.check import CheckRun
from songngu.workspace.configuration import Workspace
from songngu.workspace.documents import PairFiles
from songngu.workspace.kept import tell_carried

if TYPE_CHECKING:
    import polars as pl


def write_outputs(workspace: Workspace, run: CheckRun) -> Iterator[str]:
    """Write all outputs; yield a line for each, of kept bitexts those that changed, and for what a format cannot keep.

    A file that would stay as it is, byte for byte, is left alone.

    What the outputs leave out (rejected rows, passages set aside as copies, what the recipe removes) is in the kept
    bitexts only. Raises UsageError where a row stands in a test set and the recipe says that this fails.
    """
    from songngu.corpus.export.delivery import Job, export_rows
    from songngu.corpus.export.inputs import Input
    from songngu.workspace.evidence import lent_filters

    recipe = workspace.configuration.export.found_from(workspace.root)
    bitexts = []
    for unit in run.units:
        aligned = run.load(unit)
        bitexts.append(aligned.bitext)
        if isinstance(unit, PairFiles) and unit.pair.bitext:
            path = run.root / unit.pair.bitext
            yield from _written(path, unit.pair.bitext, aligned.bitext)
            yield from tell_carried(aligned.carried, path, unit.pair.bitext)
    outputs = [run.root / name for name in workspace.configuration.export.outputs]
    if not outputs or not bitexts:
        return
    for path in outputs:
        path.parent.mkdir(parents=True, exist_ok=True)
    job = Job((), tuple(map(str, outputs)), card=workspace.configuration.export.card)
    lent = lent_filters(workspace.languages()) if recipe.wants_scorers else {}
    with sparing() as changed:
        done = export_rows([Input(bitext.lazy()) for bitext in bitexts], job, recipe, lent)
    if done.failed:
        raise UsageError("rows of the corpus stand in a test set", hint="see [export.leaks] in songngu.toml")
    for file, rows in done.written.items():
        word = "wrote" if _is_among(changed, Path(file)) else "unchanged"
        yield f"{word} {_shown(file, run.root)}: {quantity(rows, 'row')}"
    yield from (f"note: {note.naming(_shown(note.path, run.root))}" for note in done.notes)


def _is_among(changed: set[Path], output: Path) -> bool:
    """Tell whether a file of an output changed: itself, one in its folder, or one of those it is the stem of."""
    from songngu.corpus.formats.found import files_behind

    place = Path(os.path.realpath(output))
    behind = {Path(os.path.realpath(file)) for file in files_behind(str(output))}
    return any(path in behind or path == place or place in path.parents for path in changed)


def _shown(file: str, root: Path) -> str:
    path = Path(file)
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _written(path: Path, name: str, bitext: pl.DataFrame) -> Iterator[str]:
    from songngu.corpus.formats import write_bitext

    path.parent.mkdir(parents=True, exist_ok=True)
    with editing(path), sparing() as changed:
        notes = write_bitext(bitext, path)
    if changed:
        yield f"wrote {name}: {quantity(bitext.height, 'row')}"
        yield from (f"note: {name}: {note}" for note in notes)
