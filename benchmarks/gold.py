"""The gold alignments: documents of `../shared/data` with their beads, and the halves to tune and to report on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from songngu.align.evaluate import GoldBead, read_beads

SHARED = Path(__file__).resolve().parents[2] / "shared"
DATA = SHARED / "data"


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A pre-split pair of documents with its gold: ``gold`` as annotated, ``fine`` with coarse groups split by rule."""

    family: str
    name: str
    half: int
    source: tuple[str, ...]
    target: tuple[str, ...]
    gold: tuple[GoldBead, ...]
    fine: tuple[GoldBead, ...]
    langs: tuple[str, str] = ("vi", "en")

    def turned(self) -> GoldDocument:
        """Return the document with source and target changed about."""
        gold, fine = (tuple((right, left) for left, right in beads) for beads in (self.gold, self.fine))
        return replace(self, source=self.target, target=self.source, gold=gold, fine=fine, langs=self.langs[::-1])


def read_lines(path: Path) -> tuple[str, ...]:
    """Return the lines of a file of one sentence a line."""
    return tuple(path.read_text(encoding="utf-8").split("\n")[:-1])


def gold_documents(root: Path = DATA / "gold") -> Iterator[GoldDocument]:
    """Yield the documents of every family, in order; ``half`` is 0 for even places in a family, 1 for odd ones."""
    for family in sorted(path for path in root.iterdir() if path.is_dir()):
        for k, folder in enumerate(sorted(path for path in family.iterdir() if (path / "gold.tsv").exists())):
            fine = folder / "gold_fine.tsv"
            yield GoldDocument(
                family.name, folder.name, k % 2,
                read_lines(folder / "vi.txt"), read_lines(folder / "en.txt"),
                tuple(read_beads(folder / "gold.tsv")),
                tuple(read_beads(fine if fine.exists() else folder / "gold.tsv")),
            )  # fmt: skip


def textberg(root: Path = DATA / "textberg") -> GoldDocument:
    """Return the German-French development document of Text+Berg, with Bleualign's gold."""
    gold = []
    for line in read_lines(root / "dev.defr"):
        source, target = (tuple(map(int, re.findall(r"\d+", side))) for side in line.split("]:["))
        gold.append((source, target))
    sides = read_lines(root / "dev.de"), read_lines(root / "dev.fr")
    return GoldDocument("textberg", "dev", 0, *sides, tuple(gold), tuple(gold), ("de", "fr"))
