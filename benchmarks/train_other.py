"""Train the weights for other pairs of languages, those without a lexicon, on block gold of many pairs.

    python -m benchmarks.train_other              the column "other languages", on the even articles
    python -m benchmarks.train_other --prose      the column beside it that it is averaged with, on prose
    python -m benchmarks.train_other --encoder    the column for pairs that the encoder `use` knows
    python -m benchmarks.train_other --write      and write it to align/data/weights.tsv

A third of the even articles of each pair of `benchmarks.multilingual` are trained on, so that every article stands in
several pairs. A block that has as many sentences on both sides counts as so many beads, some of which are disturbed, so
that there are deletions and joined sentences to learn from. Beside them stand documents of the Vietnamese-English gold,
as if no lexicon were known; the column of prose is fitted to those alone. The column with an encoder is the mean of
three: of articles with it; of articles, every other as free prose, and the gold without it; and of the column of prose.

What words explain each other is learnt by the weights for Vietnamese and English without a lexicon, in a second round
by what the first gave: no column depends on itself. What the weights are worth on the odd articles:
python -m benchmarks.multilingual
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from benchmarks.disturbed import disturbed
from benchmarks.examples import Mode, example
from benchmarks.fitting import NAMES, Corpus, Vector, fit, write_column
from benchmarks.gold import GoldDocument, gold_documents
from benchmarks.multilingual import LANGUAGES, articles, pairs
from benchmarks.prose import as_prose
from benchmarks.train_aligner import HABITS
from songngu.align.aligner import Aligner
from songngu.align.encoder import CachedEncoder, Encoder, UniversalEncoder, unknown_languages
from songngu.align.lexicon.layers import IdentityLayer, NameLayer
from songngu.align.lexicon.shipped import is_turned
from songngu.align.score.features import FEATURES
from songngu.align.score.score import Setting, Weights, shipped_weights

SYMMETRIC = (
    ("evidence forward", "evidence backward"), ("evidence forward per word", "evidence backward per word"),
    ("least evidence forward", "least evidence backward"), ("bias 1-2", "bias 2-1"), ("bias 1-3", "bias 3-1"),
    ("deletion source", "deletion target"),
)  # fmt: skip
PENALTY = 0.1
PROSE_PENALTY = 10.0
ROUNDS = 2
EVERY = 3
LONGEST = 160
FEWEST = 5

Gold = Callable[[GoldDocument, int], GoldDocument]


def documents(
    among: Sequence[tuple[str, str]], ways: Sequence[Gold] = (disturbed,), every: int = EVERY, seed: int = 1
) -> Iterator[GoldDocument]:
    """Yield each even article in some of the pairs of languages, another few for each article, in several ways."""
    made = 0
    for number, pair in enumerate(among):
        for place, article in enumerate(articles(*pair, 0, seed)):
            if (place + number) % every == 0:
                document = ways[made % len(ways)](article.gold(), seed)
                made += 1
                if len(document.gold) >= FEWEST:
                    yield document.turned() if is_turned(*pair) else document


def finer() -> Iterator[GoldDocument]:
    """Yield the shorter documents of the Vietnamese-English gold, every other pair turned about."""
    for number, document in enumerate(gold_documents()):
        if len(document.source) <= LONGEST:
            yield document.turned() if number // 2 % 2 else document


def known_pairs() -> list[tuple[str, str]]:
    """Return the pairs of languages that the encoder knows, each also among those that no pair here has."""
    langs = [lang for lang in LANGUAGES if not unknown_languages(UniversalEncoder(), [lang])]
    return list(combinations(langs, 2))


def fitted(
    chosen: Sequence[GoldDocument],
    encoder: Encoder | None = None,
    without: Sequence[str] = (),
    penalty: float = PENALTY,
) -> Vector:
    """Return the weights that fit some documents, each aligned alone, the same for both sides."""
    weights = shipped_weights(Setting.INDUCED)
    for _ in range(ROUNDS):
        found = [example(document, _aligner(document, weights, encoder), Mode.ALONE) for document in chosen]
        vector = fit(Corpus(found), without, SYMMETRIC, penalty)
        weights = replace(weights, features=weights.features | Weights.of(vector).features, extension=float(vector[-1]))
    return vector


def _aligner(document: GoldDocument, weights: Weights, encoder: Encoder | None) -> Aligner:
    """Return what aligns a document: weights, and what ships for its languages but the lexicon of two of them."""
    if {*document.langs} == {"vi", "en"}:
        return Aligner((IdentityLayer(None), NameLayer()), None, weights)
    return replace(Aligner.shipped(*document.langs, encoder=encoder), weights=weights)


def trained(setting: Setting) -> Vector:
    """Return the weights of a setting."""
    if setting is Setting.PROSE:
        both = [turned for document in finer() for turned in (document, document.turned())]
        return fitted(both, None, HABITS, PROSE_PENALTY)
    if setting is Setting.OTHER:
        return fitted([*documents(pairs()), *finer()])
    encoder = CachedEncoder(UniversalEncoder())
    mixed = fitted([*documents(pairs(), (disturbed, as_prose)), *finer()])
    prose = shipped_weights(Setting.PROSE)
    vector = np.array([*(prose.features[name] for name in FEATURES), prose.extension])
    return np.asarray((fitted([*documents(known_pairs(), every=2 * EVERY)], encoder) + mixed + vector) / 3)


def main() -> None:
    """Train; with --write, write the column."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = arguments.add_mutually_exclusive_group()
    which.add_argument("--encoder", action="store_true", help="the weights of pairs the encoder `use` knows")
    which.add_argument("--prose", action="store_true", help="the weights fitted to prose")
    arguments.add_argument("--write", action="store_true", help="write align/data/weights.tsv")
    options = arguments.parse_args()
    start = time.perf_counter()
    setting = Setting.ENCODED if options.encoder else Setting.PROSE if options.prose else Setting.OTHER
    weights = trained(setting)
    for name, value in zip(NAMES, weights, strict=True):
        print(f"{name:34} {value:9.4f}")
    if options.write:
        write_column(weights, setting)
    print(f"{time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
