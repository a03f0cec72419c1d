"""Compute align/data/readings.tsv: the Vietnamese readings of Chinese characters, in all their forms.

Run ``python -m benchmarks.train_readings [-o FILE]`` with the package ``opencc-python-reimplemented``. It reads

- ``hanviet.csv`` of ``../shared/data/names`` (hanviet-pinyin-words; MIT licence): traditional characters;
- OpenCC's tables of simplified, Japanese and Taiwanese forms (Apache-2.0).

A row is a reading and the characters so read, those first for which it is the first of their readings.
"""

from __future__ import annotations

import argparse
import ast
import csv
from collections import defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from benchmarks.gold import DATA

TABLE = Path(__file__).parents[1] / "align" / "data" / "readings.tsv"
FORMS = ("TSCharacters.txt", "JPVariants.txt", "TWVariants.txt", "HKVariants.txt")


def readings(path: Path) -> dict[str, list[str]]:
    """Return the readings of each traditional character, in the order of the file."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            found[row["char"]] += [word for word in ast.literal_eval(row["hanviet"]) if word not in found[row["char"]]]
    return {char: words for char, words in found.items() if len(char) == 1}


def other_forms() -> Iterator[tuple[str, str]]:
    """Yield each traditional character with its other forms."""
    for name in FORMS:
        for line in files("opencc").joinpath("dictionary", name).read_text(encoding="utf-8").splitlines():
            char, _, forms = line.partition("\t")
            for form in forms.split():
                yield char, form


def main() -> None:
    """Write the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("-o", "--output", type=Path, default=TABLE)
    options = arguments.parse_args()
    known = readings(DATA / "names" / "hanviet.csv")
    spread = {char: list(words) for char, words in known.items()}
    for char, form in other_forms():
        words = spread.setdefault(form, [])
        words += [word for word in known.get(char, ()) if word not in words]
    rows: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for char, words in spread.items():
        for rank, word in enumerate(words):
            rows[word].append((min(rank, 1), char))
    lines = [f"{word}\t{''.join(char for _, char in sorted(chars))}\n" for word, chars in sorted(rows.items())]
    options.output.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
