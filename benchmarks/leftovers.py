"""Leftovers: clauses and sentences planted in the gold or taken away: what SEG009 and SEG010 find, and false alarms.

``python -m benchmarks.leftovers [--half 0|1]``. In every segment of four words or more a clause of another segment of
the document is planted in the target; where a target has two clauses, one is taken away. Half 0 fitted the weights of
`align/unrendered.py`, half 1 is for the report. ``--turned`` exchanges the sides.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmarks.gold import gold_documents
from benchmarks.mutants import segments
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


def told(rows: Sequence[Row], rule: str) -> dict[int, bool]:
    """Return the numbers of the rows that a rule has something to say of, and whether it is a warning."""
    across = RULES[rule].across
    return {number: issue.severity is None for number, issue in across(rows)} if across else {}


def told_slips(rows: Sequence[Row], rng: random.Random) -> Iterator[tuple[str, bool, bool]]:
    """Yield, of each slip, its kind, whether it is told, and whether as a warning; each stands between its neighbours.

    Those three segments are a document of their own, whose usual ratio of lengths nobody knows.
    """
    pool = [row.target for row in rows]
    slips = [(number, *slip) for number, row in enumerate(rows) for slip in planted(row, pool, rng)]
    near: list[Row] = []
    places: list[int] = []
    for k, (number, _, _, target) in enumerate(slips):
        before, after = rows[max(0, number - 1) : number], rows[number + 1 : number + 2]
        places.append(len(near) + len(before))
        near += [replace(row, document=f"{k}") for row in (*before, replace(rows[number], target=target), *after)]
    found = {rule: told(near, rule) for rule in ("SEG009", "SEG010")}
    for place, (_, kind, rule, _) in zip(places, slips, strict=True):
        yield kind, place in found[rule], found[rule].get(place, False)


def main() -> None:
    """Print recall by kind, as anything and as a warning, and the shares of clean segments with a false alarm."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", type=int, choices=(0, 1), default=1)
    parser.add_argument("--turned", action="store_true")
    options = parser.parse_args()
    found, warned, made, false, clean = (Counter[str]() for _ in range(5))
    warnings = 0
    rng = random.Random(14)
    for document in gold_documents():
        if document.half != options.half:
            continue
        pairs = list(segments(document))
        langs = document.langs[::-1] if options.turned else document.langs
        rows = rows_of([pair[::-1] for pair in pairs] if options.turned else pairs, langs)
        clean[document.family] += len(rows)
        alarms = [told(rows, rule) for rule in ("SEG009", "SEG010")]
        false[document.family] += len(alarms[0].keys() | alarms[1].keys())
        warnings += len({number for each in alarms for number, is_warning in each.items() if is_warning})
        for kind, is_told, is_warning in told_slips(rows, rng):
            made[kind] += 1
            found[kind] += is_told
            warned[kind] += is_warning
    for kind, count in sorted(made.items()):
        print(f"{kind:17} {count:5} planted, recall {found[kind] / count:.3f}, as a warning {warned[kind] / count:.3f}")
    print(f"{sum(false.values())} of {sum(clean.values())} clean segments with a false alarm"
          f" ({sum(false.values()) / sum(clean.values()):.2%}), {warnings} with a warning")  # fmt: skip
    print(", ".join(f"{family} {false[family]}/{clean[family]}" for family in sorted(clean)))


if __name__ == "__main__":
    main()
