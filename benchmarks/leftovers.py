"""Leftovers: clauses and sentences planted in the gold or taken away: what SEG009 and SEG010 find, and false alarms.

``python benchmarks/leftovers.py [--half 0|1]``. In every segment of four words or more a clause of another segment of
the document is planted in the target; where a target has two clauses, one is taken away. Half 0 fitted the weights of
`align/leftover.py`, half 1 is for the report. ``--turned`` exchanges the sides.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gold import gold_documents
from mutants import segments

from songngu.corpus.bitext import from_rows
from songngu.glossary.concept import Glossary
from songngu.glossary.rules import RULES
from songngu.glossary.rules.rows import GlossaryMatchers, read_rows
from songngu.glossary.rules.rule import Row

_END = re.compile(r"(?<=[.!?;:,])\s+")


def clauses(text: str) -> list[str]:
    """Return the clauses of a text that have four words or more."""
    return [part.strip(' .,;:!?"“”') for part in _END.split(text) if len(part.split()) > 3]


def planted(row: Row, pool: Sequence[str], rng: random.Random) -> Iterator[tuple[str, str, str]]:
    """Yield the kind of a slip, the rule that should tell it, and the target with it."""
    parts = _END.split(row.target)
    foreign = [clause for other in pool if other != row.target for clause in clauses(other)]
    if len(row.target.split()) > 3 and foreign:
        clause, at = rng.choice(foreign), rng.randrange(len(parts))
        yield "clause planted", "SEG010", " ".join([*parts[:at], f"{clause},", *parts[at:]])
        yield "sentence planted", "SEG010", f"{row.target} {clause[:1].upper()}{clause[1:]}."
    long = [part for part in parts if len(part.split()) > 3]
    if len(parts) > 1 and len(long) > 1:
        gone = rng.choice(long)
        yield "clause taken", "SEG009", " ".join(part for part in parts if part is not gone)


def rows_of(pairs: Sequence[tuple[str, str]], langs: tuple[str, str]) -> list[Row]:
    """Return segments as the rules see them."""
    values = ({"id": str(i), "document": "d", "row": i, "source": s, "target": t, "source_lang": langs[0],
               "target_lang": langs[1], "status": "auto"} for i, (s, t) in enumerate(pairs))  # fmt: skip
    return [row for _, row in read_rows(from_rows(values), GlossaryMatchers(Glossary(())))]


def told(rows: Sequence[Row], rule: str) -> set[int]:
    """Return the numbers of the rows that a rule has something to say of."""
    across = RULES[rule].across
    return {number for number, _ in across(rows)} if across else set()


def main() -> None:
    """Print recall by kind and the share of clean segments with a false alarm."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", type=int, choices=(0, 1), default=1)
    parser.add_argument("--turned", action="store_true")
    options = parser.parse_args()
    found, made, false, clean = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    rng = random.Random(14)
    for document in gold_documents():
        if document.half != options.half:
            continue
        pairs = list(segments(document))
        langs = document.langs[::-1] if options.turned else document.langs
        rows = rows_of([pair[::-1] for pair in pairs] if options.turned else pairs, langs)
        clean[document.family] += len(rows)
        false[document.family] += len(told(rows, "SEG009") | told(rows, "SEG010"))
        pool = [row.target for row in rows]
        for number, row in enumerate(rows):
            for kind, rule, target in planted(row, pool, rng):
                near = [*rows[max(0, number - 1) : number], replace(row, target=target), *rows[number + 1 : number + 2]]
                made[kind] += 1
                found[kind] += min(number, 1) in told(near, rule)
    for kind in sorted(made):
        print(f"{kind:17} {made[kind]:5} planted, recall {found[kind] / made[kind]:.3f}")
    print(f"{sum(false.values())} of {sum(clean.values())} clean segments with a false alarm"
          f" ({sum(false.values()) / sum(clean.values()):.2%})")  # fmt: skip
    print(", ".join(f"{family} {false[family]}/{clean[family]}" for family in sorted(clean)))


if __name__ == "__main__":
    main()
