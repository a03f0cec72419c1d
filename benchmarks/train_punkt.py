"""Compute corpus/data/punkt_LANG.json: what Punkt (Kiss and Strunk 2006) learns about the full stops of a language.

Run ``python -m benchmarks.train_punkt TRAIN_PERMISSIVE_TSV [-o FOLDER]`` with a file of ``Vietnamese TAB English TAB
source`` lines. NLTK's PunktTrainer finds candidates without supervision; since nearly every line of that file is one
sentence, its line ends tell which of them hold, and only those are kept:

- ``abbreviations``: Punkt's, seen three times or more and mostly inside a line;
- ``openers``: words that start sentences, and inside them are common in lower case and rare with a capital, so that a
  capital after a doubtful stop means that a sentence starts (Punkt's orthographic heuristic, decided ahead of time);
- ``collocations``: Punkt's pairs of words a stop does not part, where the second is an opener: all others need no list.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from nltk.tokenize.punkt import PunktParameters, PunktTrainer

_DATA = Path(__file__).parents[1] / "corpus" / "data"
_SOURCES = (
    "ALT, NICT (CC BY 4.0)",
    "Vietnamese Bible 1934 and NHEB (public domain)",
    "Cuckoo Network blog (Apache-2.0)",
    "React and Vue documentation (CC BY 4.0)",
)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_STOPPED = re.compile(r"([^\W\d_](?:[\w.&-]*\w)?)\.(?=\s|$)")
_LEAST_SEEN = 3
_LEAST_INSIDE = 0.6
_OPENER_SEEN = 25
_OPENER_CAPITALISED = 0.1
_OPENER_STARTS = 5


def train(lines: Sequence[str]) -> PunktParameters:
    """Return the parameters NLTK's trainer finds in ``lines``."""
    trainer = PunktTrainer()
    trainer.INCLUDE_ALL_COLLOCS = True
    trainer.train("\n".join(lines), finalize=False)
    trainer.finalize_training()
    return trainer.get_params()


def abbreviations(candidates: set[str], lines: Sequence[str]) -> list[str]:
    """Return the candidates whose stop stands mostly inside a line."""
    inside: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for line in lines:
        for match in _STOPPED.finditer(line):
            word = match[1].lower()
            seen[word] += 1
            inside[word] += match.end() < len(line.rstrip(" \"'”’)"))
    return sorted(
        word for word in candidates if seen[word] >= _LEAST_SEEN and inside[word] >= _LEAST_INSIDE * seen[word]
    )


def openers(lines: Sequence[str]) -> set[str]:
    """Return the words that a capital marks as the first of a sentence."""
    first: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for line in lines:
        for match in _WORD.finditer(line):
            word = match[0]
            if word.islower():
                lower[word] += 1
            elif not word.istitle():
                continue
            elif line[: match.start()].rstrip(" \"'“‘([")[-1:] in ".!?…:;":
                first[word.lower()] += 1
            else:
                capital[word.lower()] += 1
    return {
        word
        for word, count in lower.items()
        if count >= _OPENER_SEEN and first[word] >= _OPENER_STARTS and capital[word] <= _OPENER_CAPITALISED * count
    }


def collocations(parameters: PunktParameters, abbreviated: set[str], starting: set[str]) -> list[str]:
    """Return the pairs of an abbreviation or initial and an opener, each as two words and a space."""
    return sorted(
        f"{first} {second}"
        for first, second in parameters.collocations
        if (first in abbreviated or len(first) == 1) and second in starting
    )


def main() -> None:
    """Read the pairs and write one file a language."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=_DATA)
    options = parser.parse_args()
    rows = [line.split("\t") for line in options.pairs.read_text(encoding="utf-8").splitlines()]
    for column, lang in enumerate(("vi", "en")):
        lines = [row[column] for row in rows]
        parameters = train(lines)
        found, starting = abbreviations(parameters.abbrev_types, lines), openers(lines)
        table = {
            "sources": _SOURCES,
            "abbreviations": found,
            "collocations": collocations(parameters, set(found), starting),
            "openers": sorted(starting),
        }
        text = json.dumps(table, ensure_ascii=False, indent=0) + "\n"
        (options.output / f"punkt_{lang}.json").write_text(text, encoding="utf-8", newline="")
        print(lang, {name: len(values) for name, values in table.items()})


if __name__ == "__main__":
    main()
