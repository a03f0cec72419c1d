"""The concordance: how a word or phrase was rendered so far, in one memory or several."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from songngu.corpus.document import Span
from songngu.corpus.files.display import floored
from songngu.corpus.memory.search import SearchFilter, SearchHit, SearchResult, Spelling, search, search_pattern
from songngu.corpus.memory.store import Memory
from songngu.corpus.memory.unit import MemoryUnit
from songngu.workspace.memory.names import other_spellings
from songngu.workspace.memory.rendering import rendering_of


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """A line of a concordance: a row, the side (0 source, 1 target) that was searched, the match, its rendering."""

    entry: MemoryUnit
    side: int
    match: Span
    rendering: Span | None
    memory: str

    def spans(self) -> tuple[Span | None, Span | None]:
        """Return what is marked in the source and in the target."""
        return (self.rendering, self.match) if self.side else (self.match, self.rendering)


@dataclass(frozen=True, slots=True)
class Concordance:
    """What a search found: how many rows, the first of them, and how closely."""

    total: int
    lines: tuple[ConcordanceLine, ...]
    spelling: Spelling

    def renderings(self) -> list[tuple[str, int]]:
        """Return the renderings of the lines with their counts, most frequent first; case does not count."""
        counts = Counter(
            line.entry.text(1 - line.side)[line.rendering.start : line.rendering.end].casefold()
            for line in self.lines
            if line.rendering
        )
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def open_memories(paths: Sequence[Path], told: Callable[[str], None], stack: ExitStack) -> list[Memory]:
    """Open memories that are closed with ``stack``; ``told`` hears of an index that had to be made again."""
    memories = []
    for path in dict.fromkeys(paths):
        memory = stack.enter_context(Memory(path))
        memory.indexed(told)
        memories.append(memory)
    return memories


def concordance(
    memories: Sequence[Memory], text: str, among: SearchFilter, most: int = 100, *, regex: bool = False
) -> Concordance:
    """Search memories together for a phrase, a name in either spelling or, with ``regex``, a regular expression.

    Memories in which it is found less closely than in another give nothing. Raises as `search` does.
    """
    found = [_found(memory, text, among, most, regex=regex) for memory in memories]
    closest = min((each.spelling for each in found if each.total), default=Spelling.WRITTEN)
    lines = [
        _line(hit, memory.path.name)
        for memory, each in zip(memories, found, strict=True)
        if each.spelling == closest
        for hit in each.hits
    ]
    lines.sort(key=lambda line: (line.entry.document, line.entry.number, line.entry.key, line.memory))
    total = sum(each.total for each in found if each.spelling == closest)
    return Concordance(total, tuple(lines[:most]), closest)


def _found(memory: Memory, text: str, among: SearchFilter, most: int, *, regex: bool) -> SearchResult:
    if regex:
        return search_pattern(memory, text, among, most)
    return search(memory, text, among, most, other_spellings)


def _line(hit: SearchHit, memory: str) -> ConcordanceLine:
    entry, other = hit.entry, 1 - hit.side
    texts, langs = (entry.text(hit.side), entry.text(other)), (entry.langs[hit.side], entry.langs[other])
    return ConcordanceLine(entry, hit.side, hit.match, hit.other or rendering_of(texts, langs, hit.match), memory)


def as_json(found: Concordance) -> dict[str, Any]:
    """Return a concordance as a JSON value, version 1."""
    return {
        "version": 1,
        "total": found.total,
        "spelling": found.spelling.name.lower(),
        "renderings": [{"text": text, "count": count} for text, count in found.renderings()],
        "hits": [_hit_json(line) for line in found.lines],
    }


def _hit_json(line: ConcordanceLine) -> dict[str, Any]:
    entry = line.entry
    source, target = ([span.start, span.end] if span else None for span in line.spans())
    return {
        "source": entry.source,
        "target": entry.target,
        "source_match": source,
        "target_match": target,
        "side": "target" if line.side else "source",
        "source_lang": entry.langs[0],
        "target_lang": entry.langs[1],
        "document": entry.document,
        "row": entry.number,
        "id": entry.key,
        "source_file": entry.origin.source_file,
        "target_file": entry.origin.target_file,
        "status": entry.status,
        "detached": entry.detached,
        "probability": entry.probability,
        "memory": line.memory,
    }


def told(found: Concordance) -> Iterator[str]:
    """Yield the lines of a concordance for a person: the renderings counted, then each hit with its place."""
    shown = len(found.lines)
    yield f"{found.total} found" + (f", {shown} shown" if shown < found.total else "") + _CLOSENESS[found.spelling]
    if renderings := found.renderings():
        yield "renderings: " + ", ".join(f"{text} {count}" for text, count in renderings)
    for line in found.lines:
        entry = line.entry
        yield ""
        yield f"{entry.document}:{entry.number} {_state(entry)}"
        for text, span in zip((entry.source, entry.target), line.spans(), strict=True):
            yield "  " + _marked(text, span)


_CLOSENESS = {
    Spelling.WRITTEN: "",
    Spelling.UNMARKED: "; none as it is written, these with other marks",
    Spelling.APART: "; none with the words together, these with them apart",
}


def _state(entry: MemoryUnit) -> str:
    told = [entry.status]
    if entry.probability is not None:
        told.append(floored(entry.probability))
    return "({})".format(", ".join([*told, *(["without a document"] if entry.detached else [])]))


def _marked(text: str, span: Span | None) -> str:
    return f"{text[: span.start]}[{text[span.start : span.end]}]{text[span.end :]}" if span else text
