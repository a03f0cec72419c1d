"""Measure how many of planted document pairs are found by content among very many documents.

Run ``python -m benchmarks.document_pairs [--documents N] [--planted N] [--sentences N] [--seed N] [--rows N]``.
Documents are stretches of the sentence pairs in ``../shared/data/train``, none used twice; of the planted ones both
sides are there, of all others one. The shipped lexicon has seen one of the two files, which are told apart.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.gold import DATA
from songngu.align.content_keys import ContentKeys
from songngu.align.document_index import DocumentPair, DocumentSet, pair_documents
from songngu.corpus.duplicates.stages import Stages
from songngu.workspace.content_pairs import HeldCoverage, HeldDocuments
from songngu.workspace.documents import ReadingOptions
from songngu.workspace.evidence import Evidence

LANGS = ("vi", "en")
FILES = {"train_permissive.tsv": "seen by the lexicon", "train_mpl.tsv": "not seen"}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring sentence pairs of a file."""

    file: str
    number: int
    texts: tuple[str, str]


def stretches(sentences: int) -> list[Stretch]:
    """Return all stretches of so many sentence pairs."""
    found = []
    for file in FILES:
        rows = [line.split("\t") for line in (DATA / "train" / file).read_text(encoding="utf-8").splitlines()]
        for start in range(0, len(rows) - sentences + 1, sentences):
            part = rows[start : start + sentences]
            found.append(Stretch(file, start, (" ".join(row[0] for row in part), " ".join(row[1] for row in part))))
    return found


def planted(documents: int, pairs: int, sentences: int, seed: int) -> tuple[list[Stretch], list[Stretch]]:
    """Return half of the documents a side, in random order, of which so many are on both."""
    rng = random.Random(seed)
    every = stretches(sentences)
    rng.shuffle(every)
    alone = documents // 2 - pairs
    if len(every) < pairs + 2 * alone:
        raise SystemExit(f"there are {len(every)} stretches of {sentences} sentences only")
    sides = [every[: pairs + alone], [*every[:pairs], *every[pairs + alone : pairs + 2 * alone]]]
    for side in sides:
        rng.shuffle(side)
    return sides[0], sides[1]


def report(sides: tuple[list[Stretch], list[Stretch]], pairs: list[DocumentPair]) -> None:
    """Print recall and precision, of all and by file."""
    right = [pair for pair in pairs if sides[0][pair.source] == sides[1][pair.target]]
    both = set(sides[0]) & set(sides[1])
    print(f"{len(pairs)} pairs, {len(right)} of {len(both)} planted: recall {len(right) / len(both):.3f}, ", end="")
    print(f"precision {len(right) / max(1, len(pairs)):.3f}")
    firm = [pair for pair in pairs if not pair.doubtful]
    print(
        f"  {len(pairs) - len(firm)} told as doubtful, {len(right) - len({*right} & {*firm})} of them right; ", end=""
    )
    print(f"precision of the others {len({*right} & {*firm}) / max(1, len(firm)):.3f}")
    for file, told in FILES.items():
        there = sum(stretch.file == file for stretch in both)
        found = sum(sides[0][pair.source].file == file for pair in right)
        print(f"  {file} ({told}): {found} of {there}")


def main() -> None:
    """Print what is found, the time, what is shuffled, and a digest of the pairs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--planted", type=int, default=1_000)
    parser.add_argument("--sentences", type=int, default=3)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--rows", type=int, default=1024, help="documents of a task")
    given = parser.parse_args()
    sides = planted(given.documents, given.planted, given.sentences, given.seed)
    texts = tuple(stretch.texts[0] for stretch in sides[0]), tuple(stretch.texts[1] for stretch in sides[1])
    held, aligner = HeldDocuments(texts, LANGS, ReadingOptions(), str.encode), Evidence(LANGS).aligner()
    keys = ContentKeys(LANGS, aligner.lexicon)
    documents = DocumentSet((len(sides[0]), len(sides[1])), held, keys, HeldCoverage(held, aligner))
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        pairs = pair_documents(documents, Stages(Path(folder), rows=given.rows)).pairs
        seconds = time.process_time() - start
        sizes = {
            stage.name: sum(file.stat().st_size for file in stage.iterdir()) / 1e6
            for stage in sorted(Path(folder).iterdir())
        }
    report(sides, pairs)
    digest = hashlib.blake2b(repr(pairs).encode(), digest_size=8).hexdigest()
    print(f"{seconds:.1f} s of one core; MB written { ({k: round(v, 1) for k, v in sizes.items()}) }; pairs {digest}")


if __name__ == "__main__":
    main()
