"""Measure sentence boundaries and speed: ours, a plain regular expression, and pySBD where it is installed.

Run ``python -m benchmarks.segmentation [FOLDER] [--half report|tuning] [--errors]``. The files hold one sentence a line
and a blank line between paragraphs; a paragraph's sentences are joined with a space and their ends inside the paragraph
predicted. The first half of each file's paragraphs was used for tuning, the second is reported.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from songngu.corpus.readers.segment import split_sentences

Splitter = Callable[[str], list[int]]
Paragraphs = list[list[str]]

_FOLDER = Path(__file__).parents[1] / ".." / "shared" / "data" / "segmentation"
_FILES = {"vi": "vi_vtb.dev.txt", "en": "en_gum.dev.txt"}
_PLAIN = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[]*[^\W\d_a-zà-öø-ÿ])")


def read_halves(path: Path) -> dict[str, Paragraphs]:
    """Return the paragraphs of a file in two halves."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    paragraphs = [block.split("\n") for block in blocks]
    middle = len(paragraphs) // 2
    return {"tuning": paragraphs[:middle], "report": paragraphs[middle:]}


def splitters(lang: str) -> Iterator[tuple[str, Splitter]]:
    """Yield each splitter as name and function from a text to the ends of its sentences."""
    yield "songngu", lambda text: [span.end for span in split_sentences(text, lang)]
    yield "plain regex", lambda text: [match.end() for match in _PLAIN.finditer(text)]
    try:
        import pysbd
    except ImportError:
        return
    segmenter = pysbd.Segmenter(language="en", clean=False, char_span=True)
    yield "pysbd (en)", lambda text: [len(text[: span.end].rstrip()) for span in segmenter.segment(text)]


def gold_ends(sentences: list[str]) -> set[int]:
    """Return where the sentences of a paragraph end inside it."""
    ends, position = set(), 0
    for sentence in sentences[:-1]:
        position += len(sentence)
        ends.add(position)
        position += 1
    return ends


def measure(split: Splitter, paragraphs: Paragraphs, show: bool) -> tuple[float, float, float, float]:
    """Return precision, recall and F1 of the boundaries, and megabytes of UTF-8 a second."""
    right = guessed = wanted = size = 0
    elapsed = 0.0
    for sentences in paragraphs:
        text = " ".join(sentences)
        started = time.perf_counter()
        ends = split(text)
        elapsed += time.perf_counter() - started
        size += len(text.encode())
        found, gold = {end for end in ends if end < len(text)}, gold_ends(sentences)
        right, guessed, wanted = right + len(found & gold), guessed + len(found), wanted + len(gold)
        for end in sorted(found ^ gold) if show else ():
            print("missed" if end in gold else "wrong ", repr(text[max(0, end - 90) : end]), "|", repr(text[end:][:60]))
    precision, recall = right / max(1, guessed), right / max(1, wanted)
    return precision, recall, 2 * right / max(1, guessed + wanted), size / 1e6 / elapsed


def main() -> None:
    """Print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=_FOLDER)
    parser.add_argument("--half", choices=("report", "tuning"), default="report")
    parser.add_argument("--errors", action="store_true", help="list our errors (tuning half only)")
    options = parser.parse_args()
    print(f"{'':16}{'P':>8}{'R':>8}{'F1':>8}{'MB/s':>8}   half: {options.half}")
    for lang, name in _FILES.items():
        paragraphs = read_halves(options.folder / name)[options.half]
        for label, split in splitters(lang):
            show = options.errors and options.half == "tuning" and label == "songngu"
            precision, recall, f1, speed = measure(split, paragraphs, show)
            print(f"{lang} {label:13}{precision:8.4f}{recall:8.4f}{f1:8.4f}{speed:8.2f}")


if __name__ == "__main__":
    main()
