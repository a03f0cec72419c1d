"""What `songngu check` says of clean renderings in fifteen languages: English and Vietnamese with each other language.

    python -m benchmarks.check_languages               errors of each rule in 1,000 rows, odd articles
    python -m benchmarks.check_languages --half 0      the articles that rules may be mended by
    python -m benchmarks.check_languages en-fr ja-vi   the pairs named
    python -m benchmarks.check_languages --show NUM    what is found, with its texts

The rows are of the articles of `benchmarks.multilingual` whose blocks are the same in number and kind: a block, or a
sentence where both sides have as many (of Thai, blocks alone). Nearly all are rendered well, so that what is found is
nearly all false.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator

from benchmarks.multilingual import FOLDER, LANGUAGES, finer, names
from songngu.align.alignment import Alignment
from songngu.align.bead import Bead
from songngu.align.rows import to_bitext
from songngu.corpus.document import Document
from songngu.corpus.readers import read_document
from songngu.glossary.concept import Glossary
from songngu.glossary.finding import Finding
from songngu.glossary.rules import selected
from songngu.glossary.rules.check import check_bitext

SEVERITIES = ("error", "warning", "info")


def alignments(source: str, target: str, half: int) -> Iterator[Alignment]:
    """Yield the articles of a half in two languages, aligned by their blocks."""
    for name in names()[half::2]:
        left, right = (read_document(FOLDER / f"{name}.{lang}.md", lang) for lang in (source, target))
        if [block.kind for block in left.blocks] == [block.kind for block in right.blocks]:
            yield Alignment(left, right, tuple(_beads(left, right)))


def _beads(left: Document, right: Document) -> Iterator[Bead]:
    sides = [
        [tuple(i for i, sentence in enumerate(side.sentences) if sentence.block == block) for side in (left, right)]
        for block in range(len(left.blocks))
    ]
    beads = [(source, target) for source, target in sides if source or target]
    for source, target in beads if "th" in (left.lang, right.lang) else finer(beads):
        yield Bead(source, target, 1.0)


def findings(source: str, target: str, half: int, rules: list[str] | None) -> Iterator[tuple[int, list[Finding]]]:
    """Yield how many rows each article has, and what is found there."""
    for alignment in alignments(source, target, half):
        documents = {alignment.source.path: alignment.source, alignment.target.path: alignment.target}
        rows = to_bitext(alignment)
        yield (
            len(rows),
            check_bitext(rows, Glossary(()), documents=documents, rules=selected(rules) if rules else selected()),
        )


def pairs() -> list[tuple[str, str]]:
    """Return English and Vietnamese with each other language, both ways."""
    forth = [(one, other) for one in ("en", "vi") for other in LANGUAGES if other != one]
    return [*forth, *((other, one) for one, other in forth if other not in ("en", "vi"))]


def show(found: Finding) -> None:
    """Print a finding with the texts it was found in."""
    print(f"  {found.severity.value} {found.rule} {found.message}")
    for excerpt in (found.source, found.target):
        print(f"      {excerpt.text[:300] if excerpt else ''}")


def main() -> None:
    """Count what is found."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("pairs", nargs="*")
    arguments.add_argument("--half", type=int, default=1)
    arguments.add_argument("--rules", nargs="*", help="rules or groups; by default those that run by default")
    arguments.add_argument("--show", default=None, help="also the findings of rules that begin so")
    options = arguments.parse_args()
    totals: Counter[str] = Counter()
    for source, target in [tuple(pair.split("-")) for pair in options.pairs] or pairs():
        rows, counts = 0, Counter[str]()
        for size, found in findings(source, target, options.half, options.rules):
            rows += size
            for each in found:
                counts[each.severity.value] += 1
                counts[f"{each.severity.value} {each.rule}"] += 1
                if options.show is not None and each.rule.startswith(options.show):
                    show(each)
        totals.update(counts | {"rows": rows})
        cells = "  ".join(f"{name} {1000 * counts[name] / max(rows, 1):5.1f}" for name in SEVERITIES)
        kinds = " ".join(f"{name}:{n}" for name, n in sorted(counts.items()) if " " in name and name[0] != "i")
        print(f"{source}-{target} {rows:5} rows  {cells}  {kinds}", flush=True)
    cells = "  ".join(f"{name} {1000 * totals[name] / max(totals['rows'], 1):5.1f}" for name in SEVERITIES)
    print(f"all {totals['rows']} rows, in 1,000: {cells}")


if __name__ == "__main__":
    main()
