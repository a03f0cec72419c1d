"""Precision of the rules: what they say of the clean gold (development half), drawn by a seed, judged by hand once.

``python benchmarks/precision.py show`` prints the findings that ``labels/findings.tsv`` has no verdict on, with their
texts; ``report`` prints how many of each rule are right. A label is a rule, a document, the number of a segment and a
verdict (yes, no), and holds no text. At most 100 findings of each rule are judged. TRM009 is left out: it speaks of the
glossary, which is made for the benchmark here.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from checks import glossary_of, segments
from gold import gold_documents

from songngu.corpus.bitext import from_rows
from songngu.glossary.finding import Finding
from songngu.glossary.rules import selected
from songngu.glossary.rules.check import check_bitext

LABELS = Path(__file__).parent / "labels" / "findings.tsv"
MOST = 100
SEED = 14
UNJUDGED = "TRM009"

Key = tuple[str, str, int]
"""Rule, document, segment."""


def findings() -> Iterator[tuple[Key, Finding]]:
    """Yield what the default rules say of each clean document, by the number of the segment from 0."""
    for document in gold_documents():
        if document.half:
            continue
        rows = [
            {"id": str(i), "document": document.name, "row": i, "source": source, "target": target, "status": "auto"}
            | {"source_lang": "vi", "target_lang": "en"}
            for i, (source, target) in enumerate(segments(document))
        ]
        for found in check_bitext(from_rows(rows), glossary_of(document), rules=selected()):
            yield (found.rule, document.name, found.line - 1), found


def drawn() -> dict[Key, Finding]:
    """Return at most a hundred findings of each rule, one of each rule in a segment, by a fixed seed."""
    by_rule: dict[str, dict[Key, Finding]] = {}
    for key, found in findings():
        if key[0] != UNJUDGED:
            by_rule.setdefault(key[0], {}).setdefault(key, found)
    chosen: dict[Key, Finding] = {}
    for rule, held in sorted(by_rule.items()):
        keys = sorted(held)
        random.Random(f"{SEED} {rule}").shuffle(keys)
        chosen |= {key: held[key] for key in keys[:MOST]}
    return chosen


def labels() -> dict[Key, str]:
    """Return the verdicts."""
    lines = LABELS.read_text(encoding="utf-8").splitlines()[1:] if LABELS.is_file() else []
    cells = (line.split("\t") for line in lines)
    return {(rule, document, int(segment)): verdict for rule, document, segment, verdict in cells}


def show() -> None:
    """Print the findings without a verdict."""
    judged = labels()
    for key, found in drawn().items():
        if key not in judged:
            print(*key, found.severity.value, str(found.message), sep="\t")
            print(f"\t{found.source.text}\n\t{found.target.text}")


def report() -> None:
    """Print how many of the findings of each rule are right, by severity."""
    judged, today = labels(), drawn()
    right, all_of = Counter[str](), Counter[str]()
    for key, found in today.items():
        if key in judged:
            told = f"{key[0]}\t{found.severity.value}"
            all_of[told] += 1
            right[told] += judged[key] == "yes"
    for rule, count in sorted(all_of.items()):
        print(f"{rule}\t{right[rule]} of {count}\t{right[rule] / count:.2f}")
    print(f"{len(today.keys() - judged.keys())} without a verdict")


def main() -> None:
    """Parse the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("show", "report"))
    show() if parser.parse_args().what == "show" else report()


if __name__ == "__main__":
    main()
