"""Time of small documents: many pairs of 117 sentences a side, aligned in one process with the shipped lexicon.

    python -m benchmarks.small [PAIRS]

Sentences are training pairs in their order, 3 % left out on each side. Reading is not counted.
"""

from __future__ import annotations

import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

from benchmarks.scaling import pairs
from songngu.align import align_documents
from songngu.align.aligner import Aligner
from songngu.corpus.document import Document
from songngu.corpus.readers import read_presplit

SIZE = 117


def documents(count: int, folder: Path) -> list[tuple[Document, Document]]:
    """Return pairs of documents, one sentence in 33 left out of each side."""
    found = []
    rows = iter(pairs())
    for number in range(count):
        texts = list(islice(rows, SIZE))
        read = []
        for lang, side in (("vi", 0), ("en", 1)):
            path = folder / f"{number}.{lang}.txt"
            kept = [pair[side] for k, pair in enumerate(texts) if k % 33 != 7 + 11 * side]
            path.write_text("\n".join(kept) + "\n", encoding="utf-8")
            read.append(read_presplit(path, lang))
        found.append((read[0], read[1]))
    return found


def main() -> None:
    """Print the processor time of each pair, the first, which reads the lexicon, apart."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as folder:
        read = documents(count, Path(folder))
    start = time.process_time()
    aligner = Aligner.shipped("vi", "en")
    align_documents(*read[0], aligner=aligner)
    first = time.process_time() - start
    start = time.process_time()
    for pair in read[1:]:
        align_documents(*pair, aligner=aligner)
    rest = time.process_time() - start
    print(f"first pair {first:.2f} s, each of {count - 1} others {1000 * rest / (count - 1):.1f} ms of processor")


if __name__ == "__main__":
    main()
