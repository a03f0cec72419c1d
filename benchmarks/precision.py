"""Precision of the rules: what they say of clean gold and of raw article pairs, drawn by a seed, judged by hand once.

The gold is its development half; the articles are those of ``data/documents``, read and aligned by default settings.
``python -m benchmarks.precision show`` prints the findings that ``labels/findings.tsv`` has no verdict on, with their
texts; ``report`` prints how many of each rule are right. A label is a rule, a document, a place (of gold the number of
the segment, of an article the line of the finding in its file) and a verdict (yes, no), and holds no text. At most 100
findings of each rule are judged. TRM009 is left out: it speaks of the glossary, which is made for the benchmark here.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.checks import glossary_of, segments
from benchmarks.gold import DATA, gold_documents
from songngu.align.alignment import align_documents
from songngu.align.rows import to_bitext
from songngu.corpus.bitext import from_rows
from songngu.corpus.readers import read_document
from songngu.glossary.concept import Glossary
from songngu.glossary.finding import Finding
from songngu.glossary.rules import selected
from songngu.glossary.rules.check import check_bitext

LABELS = Path(__file__).parent / "labels" / "findings.tsv"
MOST = 100
SEED = 14
UNJUDGED = "TRM009"

Key = tuple[str, str, int]
"""Rule, document, place."""


def findings() -> Iterator[tuple[Key, Finding]]:
    """Yield what the default rules say of the clean gold and of the articles."""
    yield from of_gold()
    yield from of_articles()


def of_articles() -> Iterator[tuple[Key, Finding]]:
    """Yield what the default rules say of each raw article pair, by the line of its file from 1."""
    for path in sorted((DATA / "documents").rglob("*.vi.md")):
        rendering = path.with_name(path.name.replace(".vi.", ".en."))
        source, target = read_document(path, lang="vi"), read_document(rendering, lang="en")
        bitext = to_bitext(align_documents(source, target))
        documents = {path.name: source, rendering.name: target}
        for found in check_bitext(bitext, Glossary(()), documents=documents, rules=selected()):
            yield (found.rule, path.name.removesuffix(".vi.md"), found.line), found


def of_gold() -> Iterator[tuple[Key, Finding]]:
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
    return {(rule, document, int(place)): verdict for rule, document, place, verdict in cells}


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
