"""Train the aligner's weights on gold folders, by the conditional likelihood of the gold path (Lafferty et al. 2001).

    python -m benchmarks.train_aligner              both folds, with their scores
    python -m benchmarks.train_aligner left-out     each family left out
    python -m benchmarks.train_aligner ablations    each group of features left out
    python -m benchmarks.train_aligner --all        all of these
    python -m benchmarks.train_aligner --write      the folds, and the weights that ship, from all documents

The weights for other languages: python -m benchmarks.train_other

Gold coarser than the sentence trains by the marginal likelihood of all paths inside its groups.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Mapping, Sequence

import numpy as np

from benchmarks.examples import Example, Mode, examples
from benchmarks.fitting import Corpus, Found, fit, write_column
from benchmarks.gold import gold_documents
from songngu.align.evaluate import GoldBead, evaluate
from songngu.align.score.features import EXTENSION, FEATURES
from songngu.align.score.score import Setting, Weights

Paths = list[list[Found]]

HABITS = (
    "headlines differ", "headlines in a wide bead", "headlines differ in a wide bead",
    "question marks differ", "quotation marks differ",
)  # fmt: skip
"""What tells of a pair of languages' habits of punctuation."""


def by_family(chosen: Sequence[Example], paths: Paths) -> dict[str, tuple[float, float]]:
    """Return strict F1 on the fine gold and within-group F1 on the gold, a family each."""
    pairs = [(ex.document, _beads(path)) for ex, path in zip(chosen, paths, strict=True)]
    out = {}
    for family in sorted({document.family for document, _ in pairs}):
        members = [(document, beads) for document, beads in pairs if document.family == family]
        fine = evaluate([(document.fine, beads) for document, beads in members]).strict.f1
        out[family] = (fine, evaluate([(document.gold, beads) for document, beads in members]).within_group.f1)
    return out


def _beads(path: Sequence[Found]) -> list[GoldBead]:
    return [(source, target) for source, target, _ in path]


def report(label: str, table: dict[str, tuple[float, float]]) -> None:
    """Print strict/within-group of each family and their means."""
    cells = "  ".join(f"{family} {strict:.3f}/{group:.3f}" for family, (strict, group) in table.items())
    means = np.mean(list(table.values()), axis=0)
    print(f"{label:34s} {cells}  mean {means[0]:.4f}/{means[1]:.4f}", flush=True)


def calibration(chosen: Sequence[Example], paths: Paths) -> str:
    """Return how far probabilities and precision of two-sided beads go apart, and the precision at .9 and above.

    A bead is right if it lies inside a gold bead. The expected calibration error is over ten bins of probability.
    """
    right, probability = [], []
    for ex, path in zip(chosen, paths, strict=True):
        groups = {("s", i): k for k, (source, _) in enumerate(ex.document.gold) for i in source}
        groups |= {("t", j): k for k, (_, target) in enumerate(ex.document.gold) for j in target}
        for source, target, p in path:
            if source and target:
                inside = {groups[("s", i)] for i in source} | {groups[("t", j)] for j in target}
                right.append(len(inside) == 1)
                probability.append(p)
    hits, shares = np.array(right, float), np.array(probability)
    bins = np.minimum((shares * 10).astype(int), 9)
    error = sum(abs(hits[bins == b].mean() - shares[bins == b].mean()) * (bins == b).mean() for b in set(bins))
    sure = shares >= 0.9
    return (
        f"ECE {error:.4f}, precision at .9 and above {hits[sure].mean():.4f} ({sure.mean():.3f} of {len(hits)} beads)"
    )


def half_of(chosen: Sequence[Example], half: int) -> list[Example]:
    """Return the examples of one half of the documents."""
    return [ex for ex in chosen if ex.document.half == half]


def folds(modes: Mapping[Mode, Sequence[Example]]) -> None:
    """Train on each half, in all modes together, and report on the other in each mode."""
    for half in (0, 1):
        weights = fit(Corpus([ex for chosen in modes.values() for ex in half_of(chosen, half)]))
        for mode, chosen in modes.items():
            test = half_of(chosen, 1 - half)
            paths = Corpus(test).decode(weights)
            report(f"{mode}, scored on half {1 - half}", by_family(test, paths))
            print(f"{mode}, half {1 - half}: {calibration(test, paths)}", flush=True)


def left_out(chosen: Sequence[Example]) -> None:
    """Train on all families but one and report on that one, for each."""
    table = {}
    for family in sorted({ex.document.family for ex in chosen}):
        weights = fit(Corpus([ex for ex in chosen if ex.document.family != family]))
        test = [ex for ex in chosen if ex.document.family == family]
        table |= by_family(test, Corpus(test).decode(weights))
    report("family left out", table)


def ablations(chosen: Sequence[Example]) -> None:
    """Train without each group of features on one half and report on the other, both ways round."""
    halves = [Corpus(half_of(chosen, half)) for half in (0, 1)]
    for label, without in GROUPS.items():
        for train, test in (halves, halves[::-1]):
            paths = test.decode(fit(train, without))
            report(f"without {label}, half {test.examples[0].document.half}", by_family(test.examples, paths))


GROUPS: dict[str, tuple[str, ...]] = {
    "nothing": (),
    "evidence": tuple(name for name in FEATURES if "evidence" in name or name == "loss without an edge"),
    "cosine": ("cosine", "cosine of a wide bead"),
    "length": ("length z2", "length tail", "length ratio"),
    "end marks": ("end mark differs",),
    "headlines": HABITS[:3],
    "question and quotation marks": HABITS[3:],
    "numbers": ("numbers matched", "numbers unmatched"),
    "identity": ("identical",),
    "weakest sentence": ("least evidence forward", "least evidence backward", "loss without an edge"),
    "deletions": tuple(
        name for name in FEATURES if name.startswith("deletion ") and name[9:] not in ("source", "target")
    ),
    "deletion runs": (EXTENSION,),
}


def main() -> None:
    """Train and report; with --write, write the shipped weights."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("what", nargs="*", choices=["folds", "left-out", "ablations"], default="folds")
    arguments.add_argument("--all", action="store_true", help="leave families out, and features")
    arguments.add_argument("--write", action="store_true", help="write align/data/weights.tsv")
    options = arguments.parse_args()
    start = time.perf_counter()
    documents = list(gold_documents())
    lexicon = examples(documents, Mode.LEXICON)
    if options.write or options.all or "folds" in options.what:
        folds({Mode.LEXICON: lexicon})
        # The alignment that lexicons are induced from is by weights that know identity and names only, of all the gold.
        first = Weights.of(fit(Corpus(examples(documents, Mode.BARE))))
        induced = {mode: examples(documents, mode, first) for mode in (Mode.COLLECTION, Mode.ALONE)}
        folds(induced)
    if options.write:
        write_column(fit(Corpus(lexicon)), Setting.LEXICON)
        write_column(fit(Corpus([ex for chosen in induced.values() for ex in chosen])), Setting.INDUCED)
    if options.all or "left-out" in options.what:
        left_out(lexicon)
    if options.all or "ablations" in options.what:
        ablations(lexicon)
    print(f"{time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main()
