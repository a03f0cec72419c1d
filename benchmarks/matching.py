"""Term matching: 10,000 terms over 5 MB of Vietnamese, against ahocorasick-rs and a slow reference matcher.

Run ``python benchmarks/matching.py [--verify] TEXT`` on any UTF-8 text; of a TSV file the first column counts. The
terms are taken from the text itself: *sparse* are runs of two to four syllables that occur once or twice, *dense* the
most frequent runs of one to three. The peer gets the text in NFC and lower case, as it knows neither spelling
variants nor words; both return spans of the original text, longest matches only.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from itertools import accumulate
from pathlib import Path
from statistics import median

from songngu.glossary.concept import Case
from songngu.glossary.matching.matcher import Matcher, MatcherEntry
from songngu.glossary.matching.tokens import one_line, tokenise

SIZE = 5_000_000
TERMS = 10_000
Spans = list[tuple[int, int, int]]

_RUN = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


def read_text(path: Path) -> str:
    """Return the first 5 MB of the first column of the file."""
    with path.open(encoding="utf-8") as lines:
        text = "\n".join(line.rstrip("\n").split("\t")[0] for line in lines)
    return unicodedata.normalize("NFC", text.encode()[:SIZE].decode("utf-8", "ignore"))


def pick_terms(text: str, kind: str) -> list[str]:
    """Return terms that stand in the text rarely (``sparse``) or often (``dense``), in a fixed random order."""
    lengths = (2, 3, 4) if kind == "sparse" else (1, 2, 3)
    counts: Counter[str] = Counter()
    for run in _RUN.findall(text.lower()):
        words = run.split(" ")
        for n in lengths:
            counts.update(" ".join(words[i : i + n]) for i in range(len(words) - n + 1))
    if kind == "sparse":
        rare = sorted(term for term, count in counts.items() if count <= 2)
        return random.Random(7).sample(rare, TERMS)
    terms = sorted(counts, key=lambda term: (-counts[term], term))[:TERMS]
    random.Random(7).shuffle(terms)
    return terms


def with_songngu(terms: list[str]) -> Callable[[str], Spans]:
    """Return our matcher as a function from text to spans."""
    matcher = Matcher([MatcherEntry(term, i, Case.IGNORE) for i, term in enumerate(terms)], "vi")
    return lambda text: [(match.start, match.end, match.payload) for match in matcher.find(text)]


def with_aho_corasick(terms: list[str]) -> Callable[[str], Spans]:
    """Return the peer: Aho-Corasick on lower case, boundary test, longest match."""
    import ahocorasick_rs

    automaton = ahocorasick_rs.AhoCorasick(terms)

    def find(text: str) -> Spans:
        lower = text.lower()
        if len(lower) != len(text):
            raise ValueError("lower case moves offsets: choose another text")
        hits = automaton.find_matches_as_indexes(lower, overlapping=True)
        whole = [
            (start, end, term)
            for term, start, end in hits
            if not (start and lower[start - 1].isalnum()) and not (end < len(lower) and lower[end].isalnum())
        ]
        return uncovered(whole)

    return find


def with_reference(terms: list[str]) -> Callable[[str], Spans]:
    """Return the slow matcher: every run of tokens of the text, looked up in a dictionary of keyed terms."""
    keyed: dict[tuple[str, ...], list[int]] = {}
    for i, term in enumerate(terms):
        keyed.setdefault(tuple(token.key for token in tokenise(term, "vi")), []).append(i)
    longest = max(map(len, keyed))

    def find(text: str) -> Spans:
        tokens = tokenise(one_line(text), "vi")
        keys = [token.key for token in tokens]
        hits = [
            (tokens[i].start, tokens[i + n - 1].end, term)
            for i in range(len(tokens))
            for n in range(1, min(longest, len(tokens) - i) + 1)
            for term in keyed.get(tuple(keys[i : i + n]), ())
        ]
        return uncovered(hits)

    return find


def uncovered(hits: Spans) -> Spans:
    """Return the spans that lie inside no longer one."""
    hits.sort(key=lambda hit: (hit[0], -hit[1], hit[2]))
    kept: Spans = []
    for hit in hits:
        if not kept or hit[1] > kept[-1][1] or hit[:2] == kept[-1][:2]:
            kept.append(hit)
    return kept


def measure(find: Callable[[str], Spans], text: str, rounds: int = 5) -> tuple[float, Spans]:
    """Return the median processor seconds of a few runs, and the spans."""
    seconds: list[float] = []
    for _ in range(rounds):
        spans = []  # or two lists would stand in memory at once
        begin = time.process_time()
        spans = find(text)
        seconds.append(time.process_time() - begin)
    return median(seconds), spans


def disagreements(ours: Spans, theirs: Spans, text: str) -> list[str]:
    """Return the first few spans that only one side has, with the line they stand on."""
    starts = list(accumulate((len(line) for line in text.splitlines(keepends=True)), initial=0))
    only = sorted(set(ours) ^ set(theirs))[:5]
    return [f"line {bisect_right(starts, start)}: {text[start:end]!r}" for start, end, _ in only]


def main() -> int:
    """Print seconds for both kinds of term list; return 1 where our hits differ from the reference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("--verify", action="store_true", help="compare all hits with the slow reference matcher")
    parser.add_argument("--only", choices=("songngu", "ahocorasick-rs"), help="one side alone, to see its memory")
    options = parser.parse_args()
    text = read_text(options.text)
    sides = {"songngu": with_songngu, "ahocorasick-rs": with_aho_corasick}
    failed = False
    for kind in ("sparse", "dense"):
        terms = pick_terms(text, kind)
        for name, build in sides.items():
            if options.only not in (None, name):
                continue
            begin = time.process_time()
            find = build(terms)
            built = time.process_time() - begin
            seconds, spans = measure(find, text)
            print(f"{kind}\t{name}\tbuild {built:.2f} s\tfind {seconds:.3f} s\t{len(spans)} matches")
            if name == "songngu" and options.verify:
                expected = with_reference(terms)(text)
                wrong = disagreements(spans, expected, text)
                failed = failed or bool(wrong)
                print(f"{kind}\treference\t{len(expected)} matches\t{'; '.join(wrong) or 'the same'}")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
