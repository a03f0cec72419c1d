"""What stands beside a corpus: the manifest for programs and the data card for people."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

import polars as pl

from songngu.corpus.export.card import Facts, File, Origin, card_html, card_markdown, facts, file_facts
from songngu.corpus.export.card.columns import columns_info
from songngu.corpus.export.card.croissant import croissant
from songngu.corpus.export.card.markdown import LOADED
from songngu.corpus.export.corpus import Corpus
from songngu.corpus.export.destinations import HAS_CARD, HOLDS_PARTS, Note, Output, documentation_beside, inputs_beside
from songngu.corpus.export.filters import Lent
from songngu.corpus.export.inputs import Input, InputFile
from songngu.corpus.export.manifest import manifest
from songngu.corpus.export.pipeline import thresholds
from songngu.corpus.export.recipe import Recipe
from songngu.corpus.export.steps import steps_of
from songngu.corpus.files.display import shown_path
from songngu.corpus.files.output import atomic_writer
from songngu.corpus.files.staging import placed
from songngu.corpus.formats import files_of
from songngu.corpus.formats.compression import bare
from songngu.corpus.formats.found import files_behind
from songngu.corpus.formats.huggingface import CARD, dataset_info, part_of

_MOST = 100
"""Inputs, and notes, that a manifest and a card list."""


def write_documentation(facts: Facts, corpus: Corpus, outputs: Sequence[Output], columns: Sequence[str]) -> list[str]:
    """Write manifest and card beside the first output and return their files; a folder gets its card inside.

    ``columns`` are those of texts in files of rows.
    """
    asked = outputs[0].asked
    front = _columns_info(corpus, outputs) if "source" in columns else ""
    told = manifest(facts), card_html(facts), card_markdown(facts, front=front), croissant(facts, columns)
    texts = dict(zip(documentation_beside(asked), told, strict=True))
    for output in outputs:
        if output.format == HAS_CARD:
            texts[(Path(output.path) / CARD).as_posix()] = _folder_card(facts, corpus, output)
    for path, text in texts.items():
        with atomic_writer(path) as stream:
            stream.write(text)
    return list(texts)


def _columns_info(corpus: Corpus, outputs: Sequence[Output]) -> str:
    """Return what the card tells of the columns of the output that it names for loading, where that is a bitext."""
    loaded = next((each for suffix in LOADED for each in outputs if bare(each.path).suffix.lower() == suffix), None)
    if loaded is None:
        return ""
    return columns_info(corpus.delivered(loaded.part, loaded.pair).collect_schema(), bare(loaded.path).suffix.lower())


def _folder_card(facts: Facts, corpus: Corpus, output: Output) -> str:
    """Return the card of a data set that is a folder, which names its files from there."""
    inside = f"{Path(output.path).name}/"
    outputs = (each for each in facts.outputs if each.path.startswith(inside))
    own = tuple(replace(each, path=each.path.removeprefix(inside)) for each in outputs)
    facts = replace(facts, outputs=own)
    if output.pair is not None:
        note = "the figures are those of all pairs of languages together"
        facts = replace(facts, languages=output.pair, notes=(*facts.notes, note))
    return card_markdown(facts, front=dataset_info(corpus.delivered(pair=output.pair)))


def facts_of(
    corpus: Corpus,
    inputs: Sequence[Input],
    outputs: Sequence[Output],
    recipe: Recipe,
    scorers: Lent,
    notes: Sequence[Note],
    written: Mapping[str, int],
) -> Facts:
    """Return what is to be told of a corpus whose outputs are written.

    ``written`` are the rows of each output. Files are named as from the folder of the first one, inputs as they were
    given: no path of a machine is told.
    """
    folder = Path(outputs[0].asked).parent
    names = {each.path: _from(folder, Path(each.path)) for each in outputs}
    return facts(
        corpus.kept(),
        name=Path(outputs[0].asked).name.split(".")[0],
        recipe=_recorded(recipe, scorers),
        inputs=_listed(inputs, outputs[0].asked),
        outputs=[
            replace(file, output=each.asked) for each in outputs for file in _wrote(each, folder, corpus, written)
        ],
        removed={reason: count for reason, count in corpus.counts().items() if count},
        leaks=corpus.leaks,
        searched=corpus.searched,
        searched_rows=corpus.searched_rows,
        origins=[Origin(pattern, each.name, each.licence, each.url) for pattern, each in recipe.sources.items()],
        notes=_told([note.naming(names.get(note.path) or shown_path(note.path)) for note in notes]),
        created=_day(),
    )


def _recorded(recipe: Recipe, scorers: Lent) -> dict[str, Any]:
    """Return the recipe as plain values with every default in it."""
    told = recipe.model_dump(mode="json", include=set(Recipe.model_fields))
    told["normalise"] = steps_of(recipe.normalise).recorded()
    told["filters"] = {each.name: each.recorded() for each in thresholds(recipe, scorers)}
    told["leaks"]["against"] = [shown_path(path) for path in recipe.leaks.against]
    return told


def _listed(inputs: Sequence[Input], output: str) -> list[File]:
    """Return the files of the inputs; of more than a few hundred, the table beside the output that lists them."""
    files = (file for each in inputs for read in each.files for file in _read(read))
    first = list(islice(files, _MOST + 1))
    if len(first) <= _MOST:
        return first
    table, rows = Path(inputs_beside(output)), 0
    with atomic_writer(table) as stream:
        stream.write("path\tsha256\tbytes\trows\n")
        for file in chain(first, files):
            rows += file.rows
            stream.write(f"{_one_line(file.path)}\t{file.sha256}\t{file.size}\t{file.rows}\n")
    return [file_facts(placed(table), rows, name=table.name)]


def _one_line(path: str) -> str:
    return path.replace("\t", " ").replace("\n", " ").replace("\r", " ")


def _told(notes: Sequence[str]) -> list[str]:
    """Return notes, of very many the first."""
    return [*notes[:_MOST], *([f"{len(notes) - _MOST:,} more notes"] if len(notes) > _MOST else [])]


def _read(read: InputFile) -> Iterator[File]:
    """Yield the files that an input is, the first with its rows; standard input cannot be looked at again."""
    files = files_behind(read.path)
    for number, path in enumerate(files):
        name = shown_path((Path(read.path) / path.name if Path(read.path).is_dir() else path).as_posix())
        yield file_facts(path, 0 if number else read.rows, name=name)
    if not files:
        yield File(read.path, "", 0, read.rows)


def _wrote(output: Output, folder: Path, corpus: Corpus, written: Mapping[str, int]) -> Iterator[File]:
    for path in files_of(corpus.delivered(output.part, output.pair), output.path, output.format):
        name, file = _from(folder, path), placed(path)
        shard = part_of(path) if output.format == HAS_CARD else None
        if shard:
            yield file_facts(file, pl.scan_parquet(file).select(pl.len()).collect().item(), name=name, part=shard)
        elif output.format in HOLDS_PARTS and output.format != HAS_CARD:
            yield file_facts(file, file.read_bytes().count(b"\n"), name=name)
        elif path.name != CARD:
            yield file_facts(file, written[output.path], name=name, part=output.part or "")


def _from(folder: Path, path: Path) -> str:
    """Return a path as from ``folder``, of one that is elsewhere only the name."""
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else path.name


def _day() -> str | None:
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return f"{datetime.fromtimestamp(int(epoch), UTC):%Y-%m-%d}" if epoch and epoch.isdigit() else None
