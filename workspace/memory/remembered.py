"""What memories remember of the rows of a bitext: sentences that were rendered otherwise before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.corpus.language.message import Message
from songngu.corpus.memory.likeness import likeness_key
from songngu.corpus.memory.store import SELECT, Memory, unit_of
from songngu.corpus.memory.unit import MemoryUnit
from songngu.corpus.memory.words import keys
from songngu.glossary.rules.rule import Issue
from songngu.workspace.memory.concordance import open_memories

if TYPE_CHECKING:
    import polars as pl

_HINT = "render it as before, or bring the memory up to date"


def rendered_otherwise(
    paths: Sequence[Path], told: Callable[[str], None]
) -> Callable[[pl.DataFrame], Iterator[tuple[int, Issue]]]:  # fmt: skip
    """Return what tells, of a bitext, the rows whose source has other renderings in the memories, by their numbers.

    Memories that hold the rendering of the row too say nothing of it. Raises as `Memory` does.
    """

    def look(bitext: pl.DataFrame) -> Iterator[tuple[int, Issue]]:
        names = ("source", "target", "source_lang", "target_lang", "status")
        with ExitStack() as stack:
            memories = open_memories(paths, told, stack)
            for number, (source, target, *langs, status) in enumerate(bitext.select(names).iter_rows()):
                if source and target and status != "rejected":
                    known = [each for memory in memories for each in _renderings(memory, source, (langs[0], langs[1]))]
                    if known and all(likeness_key(text) != likeness_key(target) for text, _ in known):
                        text, unit = known[0]
                        message = Message(
                            "rendered otherwise before: “{text}” ({place})",
                            text=text,
                            place=f"{unit.document}:{unit.number}",
                        )
                        yield number, Issue("target", message, _HINT)

    return look


def _renderings(memory: Memory, source: str, langs: tuple[str, str]) -> Iterator[tuple[str, MemoryUnit]]:
    """Yield the renderings of a text in a memory, reviewed ones first, then by document and number."""
    found: list[tuple[str, MemoryUnit]] = []
    with memory.reading() as connection:
        for side in (0, 1):
            numbers = memory.index.same_words(connection, " ".join(keys(source, langs[0])), side)
            marks = ",".join("?" * len(numbers))
            units = map(unit_of, connection.execute(f"{SELECT} WHERE rows.id IN ({marks})", numbers))
            found += [
                (unit.text(1 - side), unit)
                for unit in units
                if (unit.langs[side], unit.langs[1 - side]) == langs
                and likeness_key(unit.text(side)) == likeness_key(source)
            ]
    return iter(sorted(found, key=lambda each: (not each[1].reviewed, each[1].document, each[1].number, each[1].key)))
