"""Measure the search for leaks: planted copies of test lines that are found, what else is told, time; against others.

Pairs: the distinct ones of ``../shared/data/train``, those of even numbers (``--half even``) for choosing defaults,
those of odd numbers for the report. Shuffled with the seed, 3,600 are the test set and the rest is the corpus. One side
of each test pair is planted in the corpus, beside the other side of a random row: in turn as it is, in another case
(upper, lower or title), with the punctuation at its words dropped or replaced by another, with 5 % of its words or of
its characters edited (one at least; replaced, dropped or followed by another, a third each), and, as a decoy that no
method should tell, with 35 % of its words replaced. Test pairs have five words or more on both sides.

With ``--inside``, each copy stands between two other lines, as a sentence in a paragraph.

A plant is found when its side is told with the text it was made of, or a sentence of that. What is told beside plants
is natural when its two texts are alike by a longest common subsequence computed anew by another method (the figure the
search goes by, at its threshold), else wrong. Precision is plants told by plants, decoys and wrong ones told; natural
ones are beside it.

The others: equal lines; equal lines once lower-cased and without punctuation; datasketch and rensa, 128 permutations of
three-word runs, queried at .5. Each method is told the same lists, one after the other.

``--parts`` splits all pairs instead, 400 in a row a document, into .98, .01 and .01 by row, by cluster, by document and
by both, and counts the rows of train and dev that the search for leaks finds in a later part.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.sentences import shingles

TRAIN = Path(__file__).resolve().parents[1] / ".." / "shared" / "data" / "train"
HELD = 3600
LEAST = 5
SIMILARITY = 0.85
MARKS = ",.;:!?…"
_WORDS = re.compile(r"[^\W_]+")

Pair = tuple[str, str]
Hit = tuple[int, int, str]
"""A row of the corpus, its side, and the text of the test set it is told with."""


@dataclass(frozen=True, slots=True)
class Plant:
    """A line planted in the corpus: how it was made, where it stands, and of what."""

    kind: str
    row: int
    side: int
    original: str


def pairs_of(half: str, step: int = 2) -> list[Pair]:
    """Return the distinct pairs of one half, or with a step of 1 all."""
    names = ("train_permissive.tsv", "train_mpl.tsv")
    lines = [line for name in names for line in (TRAIN / name).read_text(encoding="utf-8").splitlines()]
    pairs = dict.fromkeys((line.split("\t")[0], line.split("\t")[1]) for line in lines)
    return list(pairs)[0 if half == "even" else 1 :: step]


def as_it_is(line: str, _: list[str], __: random.Random) -> str:
    """Return the line."""
    return line


def cased(line: str, _: list[str], rng: random.Random) -> str:
    """Return the line in another case."""
    return rng.choice([other for other in (line.upper(), line.lower(), line.title()) if other != line])


def punctuated(line: str, _: list[str], rng: random.Random) -> str:
    """Return the line with the marks at the end of its words dropped or replaced, and one mark more."""
    other = re.sub(rf"[{re.escape(MARKS)}]+(?=\s|$)", lambda _: rng.choice(["", *MARKS]), line)
    return other + rng.choice(MARKS)


def words_edited(line: str, corpus: list[str], rng: random.Random) -> str:
    """Return the line with one word in twenty edited."""
    return " ".join(_edited(line.split(), corpus, rng, str.split))


def characters_edited(line: str, corpus: list[str], rng: random.Random) -> str:
    """Return the line with one character in twenty edited."""
    return "".join(_edited(list(line), corpus, rng, list))


def decoy(line: str, corpus: list[str], rng: random.Random) -> str:
    """Return the line with a third of its words replaced."""
    words = line.split()
    for i in rng.sample(range(len(words)), max(2, round(0.35 * len(words)))):
        words[i] = rng.choice(rng.choice(corpus).split())
    return " ".join(words)


def _edited(units: list[str], corpus: list[str], rng: random.Random, cut: Callable[[str], list[str]]) -> Iterator[str]:
    chosen = set(rng.sample(range(len(units)), max(1, round(0.05 * len(units)))))
    for i, unit in enumerate(units):
        other = rng.choice(cut(rng.choice(corpus)))
        yield from rng.choice(([other], [], [unit, other])) if i in chosen else [unit]


MAKERS: dict[str, Callable[[str, list[str], random.Random], str]] = {
    "exact": as_it_is,
    "cased": cased,
    "re-punctuated": punctuated,
    "5 % of words": words_edited,
    "5 % of characters": characters_edited,
    "decoy": decoy,
}


def plant(pairs: list[Pair], seed: int, *, inside: bool = False) -> tuple[list[Pair], list[Pair], list[Plant]]:
    """Return the corpus with what is planted in it, the test set, and the plants."""
    rng = random.Random(seed)
    rng.shuffle(pairs)
    long = [pair for pair in pairs if min(len(side.split()) for side in pair) >= LEAST]
    test = long[:HELD]
    taken = set(test)
    corpus = [pair for pair in pairs if pair not in taken]
    sides = [[pair[i] for pair in corpus] for i in range(2)]
    rows: list[tuple[Pair, tuple[str, int, str] | None]] = [(pair, None) for pair in corpus]
    for number, pair in enumerate(test):
        kind, side = list(MAKERS)[number % len(MAKERS)], rng.randrange(2)
        texts = list(rng.choice(corpus))
        texts[side] = MAKERS[kind](pair[side], sides[side], rng)
        if inside:
            before, after = (rng.choice(sides[side]).rstrip(" .") + "." for _ in range(2))
            texts[side] = f"{before} {texts[side]} {after}"
        rows.append(((texts[0], texts[1]), (kind, side, pair[side])))
    rng.shuffle(rows)
    plants = [Plant(made[0], row, made[1], made[2]) for row, (_, made) in enumerate(rows) if made]
    return [pair for pair, _ in rows], test, plants


def with_songngu(corpus: list[Pair], test: list[Pair]) -> list[Hit]:
    """Return what `find_leaks` tells."""
    import polars as pl

    from songngu.corpus.export.leaks import HeldOut, find_leaks

    frames = [pl.DataFrame(rows, schema=["source", "target"], orient="row") for rows in (corpus, test)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.parquet"
        frames[0].write_parquet(path)
        found = find_leaks(path, [HeldOut("test", frames[1].lazy())])
    return [(row, ("source", "target").index(side), text) for row, side, text in
            found.select("row", "side", "set_text").rows()]  # fmt: skip


def with_equal_lines(corpus: list[Pair], test: list[Pair]) -> list[Hit]:
    """Return the equal lines."""
    return _equal(corpus, test, str)


def with_equal_words(corpus: list[Pair], test: list[Pair]) -> list[Hit]:
    """Return the lines equal once lower-cased and without punctuation."""
    return _equal(corpus, test, lambda line: " ".join(re.findall(r"\w+", line.lower())))


def _equal(corpus: list[Pair], test: list[Pair], key: Callable[[str], str]) -> list[Hit]:
    known = {key(line): line for pair in test for line in pair}
    lines = ((row, side, key(line)) for row, pair in enumerate(corpus) for side, line in enumerate(pair))
    return [(row, side, known[line]) for row, side, line in lines if line in known]


def with_datasketch(corpus: list[Pair], test: list[Pair]) -> list[Hit]:
    """Return the nearest candidate of each line."""
    from datasketch import MinHash, MinHashLSH

    lines = [line for pair in test for line in pair]
    index = MinHashLSH(threshold=0.5, num_perm=128)
    for number, signature in enumerate(MinHash.generator(map(_runs, lines), num_perm=128)):
        index.insert(number, signature)
    places = [(row, side) for row in range(len(corpus)) for side in range(2)]
    signatures = MinHash.generator((_runs(corpus[row][side]) for row, side in places), num_perm=128)
    return [
        (row, side, lines[number])
        for (row, side), signature in zip(places, signatures, strict=True)
        for number in index.query(signature)
    ]


def with_rensa(corpus: list[Pair], test: list[Pair]) -> list[Hit]:
    """Return the candidates of each line."""
    from rensa import RMinHash, RMinHashLSH

    def signature(line: str) -> RMinHash:
        made = RMinHash(num_perm=128, seed=1)
        made.update(list(shingles(line)))
        return made

    lines = [line for pair in test for line in pair]
    index = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    for number, line in enumerate(lines):
        index.insert(number, signature(line))
    places = ((row, side) for row in range(len(corpus)) for side in range(2))
    return [(row, side, lines[n]) for row, side in places for n in index.query(signature(corpus[row][side]))]


def _runs(line: str) -> list[bytes]:
    return [run.encode() for run in shingles(line)]


METHODS: dict[str, Callable[[list[Pair], list[Pair]], list[Hit]]] = {
    "songngu": with_songngu,
    "equal lines": with_equal_lines,
    "equal words": with_equal_words,
    "datasketch": with_datasketch,
    "rensa": with_rensa,
}


def alike(one: str, other: str) -> float:
    """Return twice the longest common subsequence of letters by those of both, by the recurrence of Hyyrö (2004)."""
    one, other = (" ".join(re.findall(r"[^\W_]+", _bare(text))) for text in (one, other))
    places: dict[str, int] = {}
    for i, letter in enumerate(one):
        places[letter] = places.get(letter, 0) | 1 << i
    full = state = (1 << len(one)) - 1
    for letter in other:
        matched = state & places.get(letter, 0)
        state = ((state + matched) | (state - matched)) & full
    return 2 * (len(one) - state.bit_count()) / max(1, len(one) + len(other))


def _is_natural(line: str, text: str) -> bool:
    """Tell whether a line, or one or two of its sentences, is alike a text, or one holds the words of the other."""
    parts = re.split(r"(?<=[.!?…])[\"'”’)]*\s+", line)
    stretches = (line, *parts, *map(" ".join, pairwise(parts)))
    one, other = (f" {' '.join(_WORDS.findall(_bare(each)))} " for each in (line, text))
    return one in other or other in one or any(alike(stretch, text) >= SIMILARITY - 1e-6 for stretch in stretches)


def _bare(text: str) -> str:
    import unicodedata

    loose = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in loose if not unicodedata.combining(c)).replace("đ", "d")


def report(method: str, corpus: list[Pair], test: list[Pair], plants: list[Plant]) -> None:
    """Run one method and print its figures."""
    wall, processor = time.perf_counter(), time.process_time()
    try:
        hits = METHODS[method](corpus, test)
    except ImportError as error:
        print(f"  {method:11} left out: {error}")
        return
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    told = set(hits)
    made = {(plant.row, plant.side): plant for plant in plants}
    totals, found = Counter(plant.kind for plant in plants), Counter[str]()
    at: dict[tuple[int, int], list[str]] = {}
    for row, side, text in told:
        at.setdefault((row, side), []).append(text)
    for place, made_here in made.items():
        found[made_here.kind] += any(text in made_here.original for text in at.get(place, ()))
    decoys = {(row, side) for row, side, _ in told if (row, side) in made and made[row, side].kind == "decoy"}
    others = [hit for hit in told if hit[:2] not in made]
    natural = [hit for hit in others if _is_natural(corpus[hit[0]][hit[1]], hit[2])]
    wrong = len(others) - len(natural)
    right = sum(found[kind] for kind in MAKERS if kind != "decoy")
    recalls = ", ".join(f"{kind} {found[kind] / totals[kind]:.4f}" for kind in MAKERS if kind != "decoy")
    print(
        f"  {method:11} {recalls}; decoys told {len(decoys)} of {totals['decoy']}, natural {len(natural)}, "
        f"wrong {wrong}, precision {right / max(1, right + len(decoys) + wrong):.4f}; "
        f"{wall:.1f} s ({processor:.1f} s of processor)"
    )


def parts(seed: int) -> None:
    """Split the pairs in four ways and print what leaks between the parts."""
    import polars as pl

    from songngu.corpus.export.clusters import find_clusters
    from songngu.corpus.export.leaks import leaking_rows
    from songngu.corpus.export.part_leaks import PartLeaks
    from songngu.corpus.export.part_sizes import parse_part_sizes
    from songngu.corpus.export.split import split_rows

    pairs = pairs_of("even", step=1)
    columns = {
        "id": [f"{row:016x}" for row in range(len(pairs))],
        "document": [f"{row // 400}" for row in range(len(pairs))],
        "source": [source for source, _ in pairs],
        "target": [target for _, target in pairs],
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pairs.parquet"
        pl.DataFrame(columns).write_parquet(path)
        firsts = find_clusters(path).firsts
        ways = {"row": (None, None), "cluster": (firsts, None), "document": (None, "document"),
                "document and cluster": (firsts, "document")}  # fmt: skip
        for way, (clusters, document) in ways.items():
            shares = parse_part_sizes("train=0.98,dev=0.01,test=0.01")
            split = split_rows(path, shares, clusters=clusters, document=document, seed=seed)
            leaks = PartLeaks(path).between(split.parts).filter(~pl.col("short"))
            print(f"  by {way}: {split.groups:,} groups, {split.sizes}, {len(leaking_rows(leaks))} rows leak, "
                  f"their texts in {leaks['set_row'].n_unique()} rows of dev and test")  # fmt: skip


def main() -> None:
    """Run every method on the same corpus."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=("even", "odd"), default="even")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parts", action="store_true")
    parser.add_argument("--inside", action="store_true")
    options = parser.parse_args()
    if options.parts:
        parts(options.seed)
        return
    corpus, test, plants = plant(pairs_of(options.half), options.seed, inside=options.inside)
    print(f"{options.half} half, seed {options.seed}: {len(corpus):,} rows, {len(test):,} test pairs")
    for method in METHODS:
        report(method, corpus, test, plants)


if __name__ == "__main__":
    main()
