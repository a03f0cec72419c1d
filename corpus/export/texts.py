"""Texts for language models: rows of a bitext as conversations or instructions, by templates of the user's own."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any, BinaryIO

import polars as pl

from songngu.corpus.bitext import batches
from songngu.corpus.errors import UsageError
from songngu.corpus.export.arrangement import written
from songngu.corpus.export.order import order_keys
from songngu.corpus.files.output import atomic_writer
from songngu.corpus.files.registry import suggestion
from songngu.corpus.formats import parquet
from songngu.corpus.formats.buffered import in_turn
from songngu.corpus.formats.compression import compressed
from songngu.corpus.language.names import language_name

KINDS = ("chat", "instructions")
"""Conversations as chat models are trained on, and instructions with an input and an output."""

FORMATS_OF_TEXTS = ("jsonl", "parquet")

_FIELDS = ("source", "target", "source_language", "target_language", "document")
_TEMPLATE = "Translate from {source_language} to {target_language}: {source}"
_INSTRUCTION = "Translate from {source_language} to {target_language}."
_ANSWER = "{target}"


@dataclass(frozen=True, slots=True)
class TextForm:
    """How a row becomes a text.

    ``kind`` is one of `KINDS`; ``templates`` are what is asked, one for each row by a hash of its id; ``answer`` is
    what is answered, ``system`` what a conversation begins with. With ``both``, a row is asked in either direction.
    """

    kind: str
    templates: tuple[str, ...] = ()
    system: str = ""
    answer: str = _ANSWER
    both: bool = False
    seed: int = 0

    @property
    def asked(self) -> tuple[str, ...]:
        """The templates, or the one for those who give none."""
        return self.templates or (_TEMPLATE if self.kind == "chat" else _INSTRUCTION,)


def check_form(form: TextForm) -> None:
    """Raise UsageError for a kind there is not, and for a template with a field that no row has."""
    if form.kind not in KINDS:
        raise UsageError(f"no form of texts is called {form.kind!r}", hint=suggestion(form.kind, KINDS))
    for template in (*form.asked, form.answer, form.system):
        try:
            fields = [(name, more, how) for _, name, more, how in Formatter().parse(template) if name is not None]
        except ValueError as error:
            raise UsageError(f"the template {template!r} is none: {error}", hint="write {{ for {") from None
        for name, more, how in fields:
            if name not in _FIELDS or more or how:
                hint = suggestion(name, _FIELDS) + "; {{ is a brace"
                raise UsageError(f"the template {template!r} has a field {{{name}}} that rows do not", hint=hint)
    if not any("{target}" in template for template in (*form.asked, form.answer)):
        raise UsageError("no template has the {target}", hint="write it into the answer")
    without = [template for template in form.asked if "{source}" not in template]
    if without and form.kind == "chat" and "{source}" not in form.system:
        raise UsageError(f"the template {without[0]!r} does not ask for the {{source}}", hint="write it into it")


def texts_of(rows: pl.LazyFrame | pl.DataFrame, form: TextForm) -> Iterator[pl.DataFrame]:
    """Yield the texts of rows: an id and messages of role and content, or an instruction, input and output."""
    for batch in batches(rows):
        chosen = (order_keys(batch["id"], form.seed) % len(form.asked)).tolist()
        texts = [
            text
            for row, place in zip(batch.iter_rows(named=True), chosen, strict=True)
            for text in _texts(row, form, form.asked[place])
        ]
        yield pl.DataFrame(texts, schema=schema_of(form))


def schema_of(form: TextForm) -> dict[str, Any]:
    """Return the columns of texts of a form."""
    if form.kind == "chat":
        return {"id": pl.Utf8, "messages": pl.List(pl.Struct({"role": pl.Utf8, "content": pl.Utf8}))}
    return dict.fromkeys(("id", "instruction", "input", "output"), pl.Utf8)


def _texts(row: Mapping[str, Any], form: TextForm, template: str) -> Iterator[dict[str, Any]]:
    yield _text(row, row["id"], form, template)
    if form.both:
        turned = {**row, "source": row["target"], "target": row["source"]}
        turned |= {"source_lang": row["target_lang"], "target_lang": row["source_lang"]}
        yield _text(turned, f"{row['id']}-turned", form, template)


def _text(row: Mapping[str, Any], identity: str, form: TextForm, template: str) -> dict[str, Any]:
    names = {f"{side}_language": language_name(row[f"{side}_lang"] or "") for side in ("source", "target")}
    values = {"source": row["source"] or "", "target": row["target"] or "", "document": row["document"] or "", **names}
    asked, answer = template.format(**values), form.answer.format(**values)
    if form.kind == "instructions":
        return {"id": identity, "instruction": asked, "input": _input(template, values), "output": answer}
    said = [("system", form.system.format(**values))] if form.system else []
    turns = [*said, ("user", asked), ("assistant", answer)]
    return {"id": identity, "messages": [{"role": role, "content": content} for role, content in turns]}


def _input(template: str, values: Mapping[str, str]) -> str:
    """Return the source, which is no input where the instruction holds it."""
    return "" if "{source}" in template else values["source"]


def write_texts(rows: pl.LazyFrame, form: TextForm, path: str, format: str, folder: Path) -> int:
    """Write the texts of rows in one of `FORMATS_OF_TEXTS` and return how many; ``folder`` is for what waits."""
    with atomic_writer(path, binary=True) as stream:
        return write_stream(rows, form, stream, path, format, folder)


def write_stream(rows: pl.LazyFrame, form: TextForm, stream: BinaryIO, path: str, format: str, folder: Path) -> int:
    """Write to ``stream`` what `write_texts` writes to ``path``."""
    frames = texts_of(rows, form)
    with compressed(stream, path) as plain:
        if format == "jsonl":
            return _write_jsonl(frames, plain)
        paths = written(frames, f"texts-{len(list(folder.iterdir()))}", folder)
        table = in_turn(paths, pl.scan_parquet) if paths else pl.LazyFrame(schema=schema_of(form))
        parquet.sink(table, plain)
        return int(table.select(pl.len()).collect(engine="streaming").item())


def _write_jsonl(frames: Iterator[pl.DataFrame], stream: BinaryIO) -> int:
    encode = json.JSONEncoder(ensure_ascii=False).encode
    count = 0
    for frame in frames:
        stream.write("".join(encode(row) + "\n" for row in frame.iter_rows(named=True)).encode())
        count += frame.height
    return count
