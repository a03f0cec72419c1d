"""Copies of files without what they repeat, and a ledger of what was dropped."""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path

from songngu.corpus.document import Document, Span
from songngu.corpus.duplicates.collection import encoding_of
from songngu.corpus.duplicates.inventory import Inventory, RepeatedRow
from songngu.corpus.duplicates.passage import Passage
from songngu.corpus.duplicates.report import passage_json, row_json
from songngu.corpus.duplicates.tags import has_tags, without_tagged, without_tags
from songngu.corpus.errors import UsageError
from songngu.corpus.files.copy_name import url_of
from songngu.corpus.files.display import escaped
from songngu.corpus.files.guard import check_unguarded, guarding
from songngu.corpus.files.output import atomic_writer
from songngu.corpus.files.staging import make_folder, together
from songngu.corpus.formats import read_bitext
from songngu.corpus.formats.reading import Reading

LEDGER = "dropped.jsonl"

_WORDLIKE = re.compile(r"[^\W_]")


def remove(found: Inventory, folder: str | Path, *, force: bool = False) -> list[Path]:
    """Write copies of all searched files into ``folder`` without later passages and rows that repeat both sides.

    The copies stand under ``folder`` as the files do under the folder common to all, in the encoding and with the line
    ends of the files, all of them changed with one step. Text inside a passage that stands once stays. ``LEDGER`` there
    tells as JSON Lines what was dropped, with its text and what it repeats. Returns what was written.
    Nothing but what is the same is written over without ``force``, and no file that was searched in any case.

    Raises UsageError where a file stands in the way, or a passage was found in a file that holds no plain text.
    """
    contents = dict(_contents(found))
    targets = _targets(list(contents), Path(folder))
    ledger = Path(folder) / LEDGER
    entries = "".join(escaped(json.dumps(entry, ensure_ascii=False)) + "\n" for entry in _dropped(found)).encode()
    copies = [(ledger, entries), *((targets[path], content) for path, content in contents.items())]
    _check_targets(copies, list(contents), force=force)
    with together():
        for target, content in copies:
            make_folder(target.parent)
            with atomic_writer(target, binary=True) as stream:
                stream.write(content)
    return [*targets.values(), ledger]


def without(raw: str, spans: Iterable[Span]) -> str:
    """Return a text without some stretches: with the ends of lines that are left empty, and no space left double."""
    parts, done = [], 0
    for span in _merged(spans):
        start, end = _cut(raw, span)
        parts.append(raw[done : max(start, done)])
        done = max(end, done)
    return "".join((*parts, raw[done:]))


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    held: Span | None = None
    for span in sorted(spans):
        if held and span.start <= held.end:
            held = Span(held.start, max(held.end, span.end))
            continue
        if held:
            yield held
        held = span
    if held:
        yield held


def _cut(raw: str, span: Span) -> tuple[int, int]:
    start, end = span.start, span.end
    while start and raw[start - 1] in " \t":
        start -= 1
    while end < len(raw) and raw[end] in " \t":
        end += 1
    begins, ends = start == 0 or raw[start - 1] in "\r\n", end == len(raw) or raw[end] in "\r\n"
    if begins and ends:
        return start, end + (2 if raw[end : end + 2] == "\r\n" else min(1, len(raw) - end))
    if ends:
        return start, end
    # The space before stays to part the words on both sides; at the start of a line there is none to keep.
    return span.start, end


def repeated_spans(passage: Passage) -> list[Span]:
    """Return the stretches of a later copy that stand twice, a stretch between two that stand once each.

    What no word is in stays: it belongs to what stands once beside it.
    """
    edges = [passage.second.span.start]
    for span in passage.unique:
        edges += [span.start, span.end]
    edges.append(passage.second.span.end)
    raw = without_tags(passage.second.document)
    found = []
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        text = raw[start:end]
        if _WORDLIKE.search(text):
            found.append(Span(start + len(text) - len(text.lstrip()), end - len(text) + len(text.rstrip())))
    return found


def _contents(found: Inventory) -> Iterator[tuple[str, bytes]]:
    spans: defaultdict[int, list[Span]] = defaultdict(list)
    for passage in found.passages:
        spans[id(passage.second.document)] += repeated_spans(passage)
    for document in found.collection.documents:
        yield document.path, _document_content(document, spans[id(document)])
    rows: defaultdict[str, set[int]] = defaultdict(set)
    for row in _dropped_rows(found.rows):
        rows[row.second.file].add(row.second.number)
    for path, _ in found.collection.bitexts:
        yield path, _bitext_content(Path(path), rows[path])


def _document_content(document: Document, spans: Sequence[Span]) -> bytes:
    if document.path == "-":
        raise UsageError("standard input cannot be written to a folder", hint="give it as a file")
    data = Path(document.path).read_bytes()
    if not spans:
        return data
    encoding = encoding_of(document.raw, data)
    if encoding is None:
        hint = "convert it to plain text, or leave it out"
        raise UsageError(f"{document.path}: passages cannot be removed from a file of this kind", hint=hint)
    codec, mark = encoding
    raw = document.raw
    left = without_tagged(raw, _merged(spans)) if has_tags(document) else without(raw, spans)
    return mark + left.encode(codec)


def _bitext_content(path: Path, rows: set[int]) -> bytes:
    suffix = path.suffix.lower()
    if not rows and path.is_file():
        return path.read_bytes()
    if suffix not in (".tsv", ".jsonl", ".ndjson"):
        hint = "convert it to TSV or JSON Lines first"
        raise UsageError(f"{path}: rows cannot be removed from {suffix.removeprefix('.').upper()}", hint=hint)
    lines: list[int] = []
    read_bitext(path, reading=Reading(str(path), lines=lines))
    dropped = {lines[number - 1] for number in rows}
    data = path.read_bytes()
    ended = data.splitlines(keepends=True) if b"\n" not in data else BytesIO(data)
    return b"".join(line for number, line in enumerate(ended, start=1) if number not in dropped)


def _dropped_rows(rows: Iterable[RepeatedRow]) -> Iterator[RepeatedRow]:
    return (row for row in rows if row.side == "both")


def _dropped(found: Inventory) -> Iterator[dict[str, object]]:
    for passage, mark in zip(found.passages, found.fingerprints, strict=True):
        raws = passage.second.document.raw, passage.first.document.raw
        yield {
            "type": "passage",
            **_without_words(passage, mark),
            "text": passage.second.text,
            "kept": [raws[0][span.start : span.end] for span in passage.unique],
            "counterparts": [
                [raw[span.start : span.end] for raw, span in zip(raws, pair, strict=True)]
                for pair in passage.counterparts
                if not any(span.start <= pair[0].start < span.end for span in passage.unique)
            ],
        }
    for row in _dropped_rows(found.rows):
        yield {"type": "row", **row_json(row)}


def _without_words(passage: Passage, mark: str) -> dict[str, object]:
    entry = passage_json(passage, mark)
    return {"dropped": entry.pop("second"), "repeats": entry.pop("first"), **entry}


def _targets(paths: Sequence[str], folder: Path) -> dict[str, Path]:
    if not paths:
        return {}
    parents = [Path(path).resolve().parent for path in paths]
    if len({url_of(parent) is None for parent in parents}) > 1:
        raise UsageError(
            "files of a store (s3:// …) and of this machine have no folder in common", hint="remove from one at a time"
        )
    try:
        root = Path(os.path.commonpath(parents))
    except ValueError:
        raise UsageError(
            "files on different drives have no folder in common", hint="remove from one at a time"
        ) from None
    return {
        path: folder / parent.relative_to(root) / Path(path).name for path, parent in zip(paths, parents, strict=True)
    }


def _check_targets(copies: Sequence[tuple[Path, bytes]], sources: Sequence[str], *, force: bool) -> None:
    with guarding(sources):
        for target, content in copies:
            check_unguarded(target)
            if not force and target.exists() and not _holds(target, content):
                raise UsageError(f"cannot write {target}: it exists", hint="choose another folder, or use --force")
    if len({target.resolve() for target, _ in copies}) < len(copies):
        raise UsageError(f"a file to be copied is called {LEDGER}, as the ledger is", hint="rename it")


def _holds(path: Path, content: bytes) -> bool:
    """Tell whether a file is what an earlier run, perhaps one that was stopped, has written."""
    return path.is_file() and path.stat().st_size == len(content) and path.read_bytes() == content
