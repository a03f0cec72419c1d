"""Gold as free prose has it: no headings, sentences joined, cut and shifted on one side, words rendered otherwise."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmarks.gold import GoldDocument
from songngu.align.evaluate import GoldBead

SHARES = {"joined": (0.15, 2), "joined twice": (0.02, 3), "shifted": (0.03, 2), "cut": (0.08, 1), "left out": (0.02, 1)}
"""What is done to how many of the beads, and how many sentences it takes."""

MOST_FREE = 0.5
_ENDS = ".。．।"
_STOPS = re.compile(rf"[{_ENDS}!?！？…۔؟][\"”’»)」]*$")
_CLAUSE = re.compile(r"(?<=[,;:،؛]) |(?<=[，；：、])")
_LEAST_LETTERS = 25

Texts = tuple[list[str], list[str]]


def as_prose(document: GoldDocument, seed: int = 0) -> GoldDocument:
    """Return the sentences of a document that pair one to one and end as sentences do, as a free rendering in prose."""
    rng = random.Random(f"prose {document.name} {document.langs} {seed}")
    sides: Texts = ([], [])
    gold: list[GoldBead] = []
    for texts in _beads(_sentences(document), rng):
        first = [len(side) for side in sides]
        for side, added in zip(sides, texts, strict=True):
            side.extend(added)
        source, target = (tuple(range(start, len(side))) for start, side in zip(first, sides, strict=True))
        gold.append((source, target))
    freed = _freed(sides[1], rng, rng.uniform(0, MOST_FREE))
    beads = tuple(gold)
    return replace(document, source=tuple(sides[0]), target=tuple(freed), gold=beads, fine=beads)


def _sentences(document: GoldDocument) -> list[tuple[str, str]]:
    """Return the pairs of sentences of a document that are no headlines."""
    pairs = (
        (document.source[source[0]], document.target[target[0]])
        for source, target in document.fine
        if len(source) == len(target) == 1
    )
    return [pair for pair in pairs if all(_STOPS.search(text) and len(text) >= _LEAST_LETTERS for text in pair)]


def _beads(pairs: Sequence[tuple[str, str]], rng: random.Random) -> Iterator[Texts]:
    """Yield the sentences of each bead."""
    k = 0
    while k < len(pairs):
        done, side = _chosen(rng.random(), len(pairs) - k), rng.randrange(2)
        size = SHARES[done][1] if done else 1
        texts: Texts = ([pair[0] for pair in pairs[k : k + size]], [pair[1] for pair in pairs[k : k + size]])
        k += size
        if done in ("joined", "joined twice"):
            texts[side][:] = [_joined(texts[side])]
        elif done == "cut":
            texts[side][:] = _cut(texts[side][0], rng)
        elif done == "left out":
            texts[side].clear()
        elif done == "shifted":
            first, *parts = texts[side][0], *_CLAUSE.split(texts[side][1])
            if len(parts) < 2:
                yield from (([left], [right]) for left, right in zip(*texts, strict=True))
                continue
            texts[side][:] = [_joined([first, parts[0]]), " ".join(parts[1:])]
        yield texts


def _chosen(chance: float, most: int) -> str | None:
    """Return what is done to the next sentences, of which there are ``most``; None for nothing."""
    for done, (share, size) in SHARES.items():
        if chance < share:
            return done if size <= most else None
        chance -= share
    return None


def _joined(sentences: Sequence[str]) -> str:
    """Return sentences as one, parted by commas."""
    return ", ".join([*(text.rstrip(_ENDS) for text in sentences[:-1]), sentences[-1]])


def _cut(sentence: str, rng: random.Random) -> list[str]:
    """Return a sentence as two, at the end of a clause."""
    parts = _CLAUSE.split(sentence)
    if len(parts) < 2:
        return [sentence]
    at = rng.randrange(1, len(parts))
    return [" ".join(parts[:at]).rstrip(",;:،؛，；：、") + ".", " ".join(parts[at:])]


def _freed(sentences: Sequence[str], rng: random.Random, share: float) -> list[str]:
    """Return sentences of which a share of the words stands for others of the same text: they render nothing."""
    words = [word for text in sentences for word in text.split()]

    def freed(word: str) -> str:
        return rng.choice(words).strip(_ENDS) or word if word[-1].isalpha() and rng.random() < share else word

    return [" ".join(map(freed, text.split())) for text in sentences]
