"""Word links measured: alignment error rate on a hundred pairs linked by hand, beside IBM Model 2 of NLTK.

    python -m benchmarks.links [PAIRS [--peer]] [--half 0|1]

Ours is measured three times: with the shipped lexicon, with it and what is learnt from PAIRS pairs of
`../shared/data/train/train_permissive.tsv`, and with what is learnt from these pairs alone, as the peer is. The rule of
the gold is `links_gold.md`. `--half` takes the pairs of even (0) or odd (1) number: what is tuned, is tuned on the even
ones. The peer is trained on the same pairs and on the very words that ours compares, both ways, and symmetrised alike.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.gold import DATA, read_lines
from songngu.align.lexicon.layers import IdentityLayer, NameLayer
from songngu.align.links import LinkedPair, Linker, Symmetry
from songngu.align.links.symmetry import Points, symmetrised
from songngu.align.text.tokens import placed_tokens

GOLD = Path(__file__).parent / "links_gold.txt"
LANGS = ("vi", "en")
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Linked:
    """A pair of texts with its sure links and with all of them, possible ones too, by the numbers of words."""

    texts: tuple[str, str]
    sure: Points
    possible: Points


def read_gold(path: Path = GOLD) -> list[Linked]:
    """Return the pairs of the gold."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return [_linked(*block.split("\n")) for block in blocks]


def _linked(source: str, target: str, links: str) -> Linked:
    texts, used = (source, target), (set[int](), set[int]())
    found: dict[str, set[tuple[int, int]]] = {"=": set(), "~": set()}
    for link in links.split("; "):
        one, mark, other = re.split(" ([=~]) ", link)
        ends = [_words(phrase, texts[k], LANGS[k], used[k]) for k, phrase in enumerate((one, other))]
        found[mark] |= {(i, j) for i in ends[0] for j in ends[1]}
        if mark == "=":
            for seen, words in zip(used, ends, strict=True):
                seen.update(words)
    return Linked(texts, frozenset(found["="]), frozenset(found["="] | found["~"]))


def _words(phrase: str, text: str, lang: str, used: set[int]) -> list[int]:
    """Return the numbers of the words of a phrase in a text: where it stands first with no word used yet, else first.

    What stands in one place is one phrase, else its words are looked for one by one.
    """
    words = [span for _, span in placed_tokens(text, lang)]
    found = []
    for part in phrase.split(" + "):
        places = [[k for k, span in enumerate(words) if span.start < hit.end() and hit.start() < span.end]
                  for hit in re.finditer(rf"(?<!\w){re.escape(part)}(?!\w)", text)]  # fmt: skip
        if places:
            found += next((place for place in places if used.isdisjoint(place)), places[0])
        elif " " in part:
            found += [k for word in part.split() for k in _words(word, text, lang, used)]
        else:
            raise ValueError(f"{part!r} does not stand in {text!r}")
    return found


def error_rate(gold: Sequence[Linked], found: Sequence[Points]) -> tuple[float, float, float]:
    """Return the alignment error rate of Och and Ney (2003) over all pairs, with precision and recall."""
    both = sum(len(links & pair.possible) for pair, links in zip(gold, found, strict=True))
    sure = sum(len(links & pair.sure) for pair, links in zip(gold, found, strict=True))
    size, wanted = sum(map(len, found)), sum(len(pair.sure) for pair in gold)
    return 1 - (both + sure) / (size + wanted), both / max(size, 1), sure / wanted


def points(pair: LinkedPair) -> Points:
    """Return the links of a pair as points."""
    return frozenset((link.source, link.target) for link in pair.links)


def peer(pairs: Sequence[tuple[str, str]], gold: Sequence[Linked]) -> list[tuple[Points, Points]]:
    """Return the links that IBM Model 2 of NLTK finds in both directions, five rounds each."""
    from nltk.translate import AlignedSent, IBMModel2

    words = [tuple([key for key, _ in placed_tokens(text, lang)] for text, lang in zip(pair, LANGS, strict=True))
             for pair in (*pairs, *(each.texts for each in gold))]  # fmt: skip
    found = []
    for turned in (False, True):
        corpus = [AlignedSent(*(pair if turned else pair[::-1])) for pair in words if all(pair)]
        IBMModel2(corpus, ROUNDS)
        found.append([
            frozenset((i, j) if turned else (j, i) for i, j in sentence.alignment if j is not None)
            for sentence in corpus[-len(gold) :]
        ])  # fmt: skip
    return [(ahead, back) for ahead, back in zip(*found, strict=True)]


def show(name: str, gold: Sequence[Linked], found: Iterable[Points], seconds: float) -> None:
    """Print one line of figures."""
    rate, precision, recall = error_rate(gold, list(found))
    print(f"{name:42} AER {rate:.3f}  precision {precision:.3f}  recall {recall:.3f}  {seconds:.0f} s of processor")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("pairs", nargs="?", type=int, default=0)
    parser.add_argument("--peer", action="store_true")
    parser.add_argument("--half", type=int, choices=(0, 1))
    options = parser.parse_args()
    gold = read_gold()
    if options.half is not None:
        gold = gold[options.half :: 2]
    texts = [pair.texts for pair in gold]
    lines = read_lines(DATA / "train" / "train_permissive.tsv") if options.pairs else []
    step = max(1, len(lines) // max(options.pairs, 1))
    pairs = [(line.split("\t")[0], line.split("\t")[1]) for line in lines[::step]][: options.pairs]
    shipped, bare = Linker.shipped(*LANGS), Linker(LANGS, (IdentityLayer(None), NameLayer()))
    linkers = {"shipped lexicon": lambda: shipped}
    if pairs:
        linkers["shipped lexicon and the pairs"] = lambda: shipped.learnt([*pairs, *texts])
        linkers["the pairs alone"] = lambda: bare.learnt([*pairs, *texts])
    print(f"{len(gold)} pairs of gold, {len(pairs)} pairs to learn from")
    for name, made in linkers.items():
        start = time.process_time()
        linker = made()
        for symmetry in Symmetry:
            show(f"{name}, {symmetry}", gold, map(points, linker.link(texts, symmetry)), time.process_time() - start)
    if options.peer:
        start = time.process_time()
        both = peer(pairs, gold)
        for symmetry in Symmetry:
            found = [symmetrised(*each, symmetry) for each in both]
            show(f"NLTK IBM-2, {symmetry}", gold, found, time.process_time() - start)


if __name__ == "__main__":
    main()
