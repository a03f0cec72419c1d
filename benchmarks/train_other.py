"""Train the weights for other pairs of languages, those without a lexicon, on block gold of many pairs.

    python -m benchmarks.train_other            train on the even articles
    python -m benchmarks.train_other --write    and write the column to align/data/weights.tsv

Beside the even articles of `benchmarks.multilingual`, some pairs of each, stand the documents of the Vietnamese-English
gold, each alone and in both directions, whose beads are finer than blocks. What the weights are worth on the odd
articles: python -m benchmarks.multilingual
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmarks.examples import WORKERS, Example, Mode, example
from benchmarks.fitting import NAMES, Corpus, Vector, fit
from benchmarks.gold import GoldDocument
from benchmarks.multilingual import articles, pairs
from songngu.align.aligner import Aligner, is_turned

TABLE = Path(__file__).parents[1] / "align" / "data" / "weights.tsv"
SYMMETRIC = (
    ("evidence forward", "evidence backward"), ("evidence forward per word", "evidence backward per word"),
    ("least evidence forward", "least evidence backward"), ("bias 1-2", "bias 2-1"), ("bias 1-3", "bias 3-1"),
    ("deletion source", "deletion target"),
)  # fmt: skip
PENALTY = 1.0
EVERY = 3


def documents(seed: int = 1) -> Iterator[GoldDocument]:
    """Yield each even article in some of the pairs, another few for each article."""
    for number, (source, target) in enumerate(pairs()):
        for place, article in enumerate(articles(source, target, 0, seed)):
            if (place + number) % EVERY == 0:
                document = article.gold()
                yield document.turned() if is_turned(source, target) else document


def example_of(document: GoldDocument) -> Example:
    """Return the example of a document, aligned alone by what ships for its languages."""
    return example(document, Aligner.shipped(*document.langs), Mode.ALONE)


def column(found: Sequence[Example]) -> Vector:
    """Return the weights, the same for both sides."""
    return fit(Corpus(found), (), SYMMETRIC, PENALTY)


def write(weights: Vector, name: str) -> None:
    """Replace a column of the table of weights."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    place = lines[1].split("\t").index(name)
    values = dict(zip(NAMES, weights, strict=True))
    for number, line in enumerate(lines[2:], 2):
        cells = line.split("\t")
        cells[place] = f"{values[cells[0]]:.6g}"
        lines[number] = "\t".join(cells)
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Train; with --write, write the column."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--write", action="store_true", help="write align/data/weights.tsv")
    options = arguments.parse_args()
    start = time.perf_counter()
    chosen = list(documents())
    with ProcessPoolExecutor(WORKERS) as pool:
        found = list(pool.map(example_of, chosen))
    print(len(found), "articles", f"{time.perf_counter() - start:.0f} s", flush=True)
    weights = column(found)
    for name, value in zip(NAMES, weights, strict=True):
        print(f"{name:34} {value:9.4f}")
    if options.write:
        write(weights, "other languages")
    print(f"{time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
