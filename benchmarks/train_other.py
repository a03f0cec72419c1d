"""Train the weights for other pairs of languages, those without a lexicon, on block gold of many pairs.

    python -m benchmarks.train_other              the column "other languages", on the even articles
    python -m benchmarks.train_other --encoder    the column beside it, for pairs that the encoder `use` knows
    python -m benchmarks.train_other --write      and write it to align/data/weights.tsv

A third of the even articles of each pair of `benchmarks.multilingual` are trained on, so that every article stands in
several pairs. A block that has as many sentences on both sides counts as so many beads. Of every other article some
beads are disturbed, so that there are deletions and joined sentences to learn from; the others are made free prose.
Beside them stand, without an encoder, documents of the Vietnamese-English gold. What the weights are worth on the odd
articles: python -m benchmarks.multilingual
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from itertools import combinations

from benchmarks.disturbed import disturbed
from benchmarks.examples import Example, Mode, example
from benchmarks.fitting import NAMES, Corpus, Vector, fit, write_column
from benchmarks.gold import GoldDocument, gold_documents
from benchmarks.multilingual import LANGUAGES, articles, pairs
from benchmarks.prose import as_prose
from songngu.align.aligner import Aligner
from songngu.align.encoder import CachedEncoder, UniversalEncoder, unknown_languages
from songngu.align.lexicon.layers import IdentityLayer, NameLayer
from songngu.align.lexicon.shipped import is_turned
from songngu.align.score.score import Setting, shipped_weights

SYMMETRIC = (
    ("evidence forward", "evidence backward"), ("evidence forward per word", "evidence backward per word"),
    ("least evidence forward", "least evidence backward"), ("bias 1-2", "bias 2-1"), ("bias 1-3", "bias 3-1"),
    ("deletion source", "deletion target"),
)  # fmt: skip
PENALTY = 0.1
EVERY = 3
LONGEST = 160
FEWEST = 5


def documents(among: Sequence[tuple[str, str]], every: int = EVERY, seed: int = 1) -> Iterator[GoldDocument]:
    """Yield each even article in some of the pairs of languages, another few for each article, every other as prose."""
    made = 0
    for number, pair in enumerate(among):
        for place, article in enumerate(articles(*pair, 0, seed)):
            if (place + number) % every == 0:
                document = (as_prose if made % 2 else disturbed)(article.gold(), seed)
                made += 1
                if len(document.gold) >= FEWEST:
                    yield document.turned() if is_turned(*pair) else document


def known_pairs() -> list[tuple[str, str]]:
    """Return the pairs of languages that the encoder knows, each also among those that no pair here has."""
    langs = [lang for lang in LANGUAGES if not unknown_languages(UniversalEncoder(), [lang])]
    return list(combinations(langs, 2))


def column(found: Sequence[Example]) -> Vector:
    """Return the weights, the same for both sides."""
    return fit(Corpus(found), (), SYMMETRIC, PENALTY)


def finer() -> Iterator[Example]:
    """Yield the examples of the shorter documents of the Vietnamese-English gold, every other pair turned about."""
    aligner = Aligner((IdentityLayer(None), NameLayer()), None, shipped_weights(Setting.OTHER))
    for number, document in enumerate(gold_documents()):
        if len(document.source) <= LONGEST:
            yield example(document.turned() if number // 2 % 2 else document, aligner, Mode.ALONE)


def trained(setting: Setting) -> Vector:
    """Return the weights of a setting, trained on articles that are aligned alone by what ships for their languages."""
    encoder = CachedEncoder(UniversalEncoder()) if setting is Setting.ENCODED else None
    chosen = documents(known_pairs(), 2 * EVERY) if encoder else documents(pairs())
    found = [example(d, Aligner.shipped(*d.langs, encoder=encoder), Mode.ALONE) for d in chosen]
    return column(found if encoder else [*found, *finer()])


def main() -> None:
    """Train; with --write, write the column."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--encoder", action="store_true", help="the weights of pairs the encoder `use` knows")
    arguments.add_argument("--write", action="store_true", help="write align/data/weights.tsv")
    options = arguments.parse_args()
    start = time.perf_counter()
    setting = Setting.ENCODED if options.encoder else Setting.OTHER
    weights = trained(setting)
    for name, value in zip(NAMES, weights, strict=True):
        print(f"{name:34} {value:9.4f}")
    if options.write:
        write_column(weights, setting)
    print(f"{time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
