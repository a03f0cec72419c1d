"""Glossary speed: a glossary over texts, and ten thousand concepts made of it loaded and linted.

Run ``python benchmarks/glossary.py GLOSSARY TEXT…`` (texts in Vietnamese). ``--terms N`` keeps N terms of each concept.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

from songngu.glossary.concept import Glossary
from songngu.glossary.formats import read_glossary
from songngu.glossary.formats.canonical import dump
from songngu.glossary.lint import lint
from songngu.glossary.matching.termbase import term_matcher

CONCEPTS = 10_000


def multiplied(glossary: Glossary, terms: int) -> Glossary:
    """Return a glossary of ten thousand concepts, those of ``glossary`` again and again with a number to each term."""
    count = len(glossary)
    return Glossary(
        tuple(
            replace(one, id=f"x{i}", terms=tuple(replace(t, text=f"{t.text} {i // count}") for t in one.terms[:terms]))
            for i in range(CONCEPTS)
            for one in (glossary.concepts[i % count],)
        )
    )


def seconds(run: Callable[[], object], rounds: int = 5) -> str:
    """Return the median and the longest of a few runs, in processor seconds."""
    taken = []
    for _ in range(rounds):
        begin = time.process_time()
        run()
        taken.append(time.process_time() - begin)
    return f"{median(taken):.3f} s (longest {max(taken):.3f})"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("glossary", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--terms", type=int, default=3)
    options = parser.parse_args()
    glossary = read_glossary(options.glossary)
    texts = [path.read_text(encoding="utf-8") for path in options.texts]
    print("build and match\t", seconds(lambda: term_matcher(glossary, "vi").find_all(texts, overlapping=True)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "glossary.yaml"
        path.write_text(dump(multiplied(glossary, options.terms)), encoding="utf-8")
        print("load\t", seconds(lambda: read_glossary(path)))
        large, lines = read_glossary(path), path.read_text(encoding="utf-8").splitlines()
    print("lint\t", seconds(lambda: lint(large, lines=lines)))


if __name__ == "__main__":
    main()
