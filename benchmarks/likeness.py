"""The score of fuzzy matches against labels given by a rule, beside the plain ratio of rapidfuzz.

    python -m benchmarks.likeness

``likeness.tsv`` holds 100 pairs of our own: language, words, marks, one text, the other. The rule, written before
anything was run: think of a good translation of the first text that is to become one of the second. *Words* is how
many words of the longer text have no counterpart of the same meaning in the other one; a word of grammar (a pronoun,
an article, a particle, a preposition) counts half, and so does each word of a phrase that stands elsewhere. *Marks*
is how many things are put right without being translated: numbers, inline codes, letter case, punctuation, an
accepted other spelling of a word (but none for the placement of a tone mark or for white space). The label is 100
less the share of words in a hundred, less one for each mark; the length of a text is that of its words between
spaces, codes left out.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from rapidfuzz import fuzz
from scipy.stats import spearmanr

from songngu.corpus.memory.likeness import likeness

PAIRS = Path(__file__).with_name("likeness.tsv")


def main() -> None:
    """Print both rank correlations."""
    with PAIRS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
    labels = [100 - 100 * float(words) / _length(one, other) - int(marks) for _, words, marks, one, other in rows]
    ours = [likeness(one, other, lang) for lang, _, _, one, other in rows]
    plain = [fuzz.ratio(one, other) for *_, one, other in rows]
    for name, scores in (("songngu", ours), ("rapidfuzz ratio", plain)):
        print(f"{name}: {spearmanr(labels, scores).statistic:.3f} over {len(rows)} pairs")


def _length(*texts: str) -> int:
    return max(len(re.sub(r"<[^>]*>", " ", text).split()) for text in texts)


if __name__ == "__main__":
    main()
