"""Block gold for many pairs of languages: Markdown articles in fifteen languages, whose blocks are the same.

    python -m benchmarks.multilingual               English and Vietnamese with each other language, odd articles
    python -m benchmarks.multilingual vi-zh en-th   the pairs named
    python -m benchmarks.multilingual --half 0      the articles that weights are trained on
    python -m benchmarks.multilingual --encoder use

One block in eight is left out of either side, by a seed, and the sentences of the others are given without structure.
A bead with both sides is right where all its sentences are of one and the same block. F1 is over the beads with both
sides (precision) and the blocks that both texts hold (recall: those a right bead covers).
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from benchmarks.gold import DATA, GoldDocument
from songngu.align import align_documents
from songngu.align.aligner import Aligner
from songngu.align.encoder import Encoder, load_encoder
from songngu.align.evaluate import GoldBead
from songngu.align.gale_church import gale_church
from songngu.corpus.document import Document
from songngu.corpus.readers import read_document

FOLDER = DATA / "multilingual"
FAMILIES = {
    "Europe": ("en", "es", "fr", "pt", "ru"),
    "Near East, India": ("ar", "fa", "hi", "tr"),
    "South-East Asia": ("id", "th", "vi"),
    "East Asia": ("ja", "ko", "zh"),
}
LANGUAGES = tuple(sorted(lang for family in FAMILIES.values() for lang in family))
LEFT_OUT = 1 / 8


@dataclass(frozen=True, slots=True)
class Article:
    """An article in two languages: the sentences of both sides, and the number of the block that each stands in."""

    name: str
    langs: tuple[str, str]
    texts: tuple[tuple[str, ...], tuple[str, ...]]
    blocks: tuple[tuple[int, ...], tuple[int, ...]]

    @property
    def common(self) -> frozenset[int]:
        """The blocks that both sides hold."""
        return frozenset(self.blocks[0]) & frozenset(self.blocks[1])

    def gold(self) -> GoldDocument:
        """Return the article as a gold document: a bead a block, a deletion a sentence of what was left out.

        Its fine gold takes a block that has as many sentences on both sides for as many beads.
        """
        beads: list[GoldBead] = []
        for block in sorted({*self.blocks[0], *self.blocks[1]}):
            source, target = (tuple(i for i, own in enumerate(side) if own == block) for side in self.blocks)
            beads += [(source, target)] if block in self.common else [((i,), ()) for i in source]
            beads += [((), (j,)) for j in target] if block not in self.common else []
        family = f"{self.langs[0]}-{self.langs[1]}"
        half = names().index(self.name) % 2
        return GoldDocument(family, self.name, half, *self.texts, tuple(beads), tuple(finer(beads)), self.langs)


def finer(beads: Sequence[GoldBead]) -> Iterator[GoldBead]:
    """Yield beads, those of as many sentences on both sides taken apart."""
    for source, target in beads:
        if len(source) == len(target):
            yield from (((i,), (j,)) for i, j in zip(source, target, strict=True))
        else:
            yield source, target


def names() -> list[str]:
    """Return the names of the articles, in order."""
    return sorted(path.name.removesuffix(".en.md") for path in FOLDER.glob("*.en.md"))


@cache
def _document(name: str, lang: str) -> Document:
    return read_document(FOLDER / f"{name}.{lang}.md", lang)


def articles(source: str, target: str, half: int, seed: int = 0) -> Iterator[Article]:
    """Yield the articles of a half whose blocks are the same in number and kind, blocks left out of either side."""
    for name in names()[half::2]:
        documents = _document(name, source), _document(name, target)
        kinds = [[block.kind for block in document.blocks] for document in documents]
        if kinds[0] == kinds[1]:
            rng = random.Random(f"{name} {source} {target} {seed}")
            kept = [{k for k in range(len(kinds[0])) if rng.random() >= LEFT_OUT} for _ in documents]
            chosen = [[s for s in d.sentences if s.block in held] for d, held in zip(documents, kept, strict=True)]
            texts, blocks = (
                [tuple(value(s) for s in side) for side in chosen] for value in (lambda s: s.text, lambda s: s.block)
            )
            yield Article(name, (source, target), (texts[0], texts[1]), (blocks[0], blocks[1]))


def f1(counted: Sequence[tuple[Article, Sequence[GoldBead]]]) -> float:
    """Return the measure over some articles, micro-averaged."""
    beads = right = common = covered = 0
    for article, found in counted:
        joined = [bead for bead in found if bead[0] and bead[1]]
        owners = [
            {*(article.blocks[0][i] for i in bead[0]), *(article.blocks[1][j] for j in bead[1])} for bead in joined
        ]
        held = {owner.pop() for owner in owners if len(owner) == 1} & article.common
        right += sum(not owner for owner in owners)
        beads, common, covered = beads + len(joined), common + len(article.common), covered + len(held)
    precision, recall = right / max(beads, 1), covered / max(common, 1)
    return 2 * precision * recall / max(precision + recall, 1e-12)


def align(article: Article, encoder: Encoder | None = None) -> list[GoldBead]:
    """Align an article as songngu does, each alone."""
    aligner = Aligner.shipped(*article.langs, encoder=encoder)
    sides = (Document.from_sentences(text, lang) for text, lang in zip(article.texts, article.langs, strict=True))
    return [(bead.source, bead.target) for bead in align_documents(*sides, aligner=aligner).beads]


def pairs() -> list[tuple[str, str]]:
    """Return English and Vietnamese with each other language but one another."""
    return [(one, other) for one in ("en", "vi") for other in LANGUAGES if other not in ("en", "vi")]


def main() -> None:
    """Measure the pairs named, or all."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("pairs", nargs="*")
    arguments.add_argument("--half", type=int, default=1)
    arguments.add_argument("--encoder", help="such as `use`")
    arguments.add_argument("--peer", action="store_true", help="Gale-Church in the same run")
    options = arguments.parse_args()
    chosen = [tuple(pair.split("-")) for pair in options.pairs] or pairs()
    encoder = load_encoder(options.encoder) if options.encoder else None
    means: list[list[float]] = []
    for source, target in chosen:
        found = list(articles(source, target, options.half))
        start = time.process_time()
        row = [f1([(article, align(article, encoder)) for article in found])]
        seconds = time.process_time() - start
        if options.peer:
            row.append(f1([(article, gale_church(*article.texts)) for article in found]))
        means.append(row)
        cells = "  ".join(f"{value:.4f}" for value in row)
        print(f"{source}-{target}  {len(found):2} articles  {cells}  {seconds:6.1f} s", flush=True)
    columns = [sum(column) / len(column) for column in zip(*means, strict=True)]
    print("mean", "  ".join(f"{value:.4f}" for value in columns))


if __name__ == "__main__":
    main()
