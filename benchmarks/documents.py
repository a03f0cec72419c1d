"""Measure the readers: alignment of raw Markdown against its block structure, markup left over, speed, languages.

Run ``python -m benchmarks.documents [--speed | --pages]``. The gold of a pair of articles are its blocks in order,
where both languages have the same number of them; ``--speed`` reads and segments 10 MB in each format, ``--pages`` sets
the examples on pages and reads these.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from benchmarks.gold import DATA, gold_documents
from benchmarks.typeset import Design, as_pdf, as_text
from songngu.align import align_documents
from songngu.align.evaluate import GoldBead, evaluate
from songngu.corpus import read_document
from songngu.corpus.document import Document
from songngu.corpus.language.identify import identify
from songngu.corpus.readers.language_check import check_languages

ARTICLES = DATA / "documents" / "cuckoo"
EXAMPLE = Path(__file__).parents[1] / "examples" / "news" / "founder.vi.txt"
_MARKUP = re.compile(r"\*\*|\]\(|```|!\[|<!--|\||^#+ |^\s*[-*] |\{#")
_CODE = re.compile(r"^(?P<fence>`{3,}|~{3,}).*?^(?P=fence)", re.MULTILINE | re.DOTALL)
_TARGET = re.compile(r"\]\((\S{12,}?)[)\s]")
_SIZE = 10_000_000
PAGED = ("examples/news/founder.{}.txt", "examples/blog/release.{}.md")


def block_gold(source: Document, target: Document) -> list[GoldBead]:
    """Return the sentences of each block of the source with those of the target's block of the same number."""
    sides: list[dict[int, list[int]]] = [{}, {}]
    for side, document in zip(sides, (source, target), strict=True):
        for sentence in document.sentences:
            side.setdefault(sentence.block, []).append(sentence.index)
    return [(tuple(sides[0].get(n, ())), tuple(sides[1].get(n, ()))) for n in range(len(source.blocks))]


def left_over(document: Document) -> int:
    """Count the sentences that hold markup, a line of a code block, or the target of a link."""
    lines = {line.strip() for code in _CODE.finditer(document.raw) for line in code[0].splitlines()[1:-1]}
    code = {line for line in lines if len(line) > 12}
    targets = set(_TARGET.findall(document.raw))
    return sum(
        bool(_MARKUP.search(s.text)) or any(line in s.text for line in code) or any(t in s.text for t in targets)
        for s in document.sentences
    )


def articles() -> None:
    """Align the articles from raw files and score them against their blocks."""
    results = []
    markup = warnings = 0
    for path in sorted(ARTICLES.glob("*.vi.md")):
        source = read_document(path, "vi")
        target = read_document(path.with_name(path.name.replace(".vi.md", ".en.md")), "en")
        markup += left_over(source) + left_over(target)
        warnings += len(check_languages(source, "en")) + len(check_languages(target, "vi"))
        if len(source.blocks) != len(target.blocks):
            print(f"{path.name}: {len(source.blocks)} and {len(target.blocks)} blocks, left out")
            continue
        beads = [(bead.source, bead.target) for bead in align_documents(source, target).beads]
        results.append((block_gold(source, target), beads))
    scores = evaluate(results)
    print(f"{len(results)} pairs: lax F1 {scores.lax.f1:.4f}, within blocks {scores.within_group.f1:.4f}")
    print(f"sentences with markup, code or a link target: {markup}; language warnings: {warnings}")


def languages() -> None:
    """Identify the language of each gold sentence of eight words or more."""
    told: Counter[tuple[str, str | None]] = Counter()
    seconds = 0.0
    for document in gold_documents():
        for lang, lines in (("vi", document.source), ("en", document.target)):
            long = [line for line in lines if len(line.split()) >= 8]
            start = time.perf_counter()
            told.update((lang, identify(line)) for line in long)
            seconds += time.perf_counter() - start
    total = sum(told.values())
    print(f"language of {total} sentences in {seconds:.2f} s: {dict(sorted(told.items(), key=str))}")


def speed() -> None:
    """Read and segment 10 MB in each format."""
    from html import escape

    lines = EXAMPLE.read_text(encoding="utf-8").split("\n")
    lines *= _SIZE // len("\n".join(lines).encode()) + 1
    texts = {
        "txt": "\n".join(lines),
        "md": "\n\n".join(lines),
        "html": "".join(f"<p>{escape(line)}</p>\n" for line in lines),
        "srt": "\n".join(f"{n}\n00:00:01,000 --> 00:00:02,000\n{line}\n" for n, line in enumerate(lines, 1)),
    }
    with tempfile.TemporaryDirectory() as folder:
        for suffix, text in texts.items():
            path = Path(folder) / f"large.{suffix}"
            path.write_text(text, encoding="utf-8")
            start = time.process_time()
            document = read_document(path, "vi")
            seconds = time.process_time() - start
            size = path.stat().st_size / 1e6
            print(f"{suffix:5} {size:6.1f} MB, {len(document.sentences)} sentences: {size / seconds:.2f} MB/s")


def pages() -> None:
    """Set the examples on pages, read them as PDF and as text, and compare sentences and beads with those written."""
    for name in PAGED:
        written = [read_document(name.format(lang), lang) for lang in ("vi", "en")]
        gold = [(bead.source, bead.target) for bead in align_documents(*written).beads]
        for label, columns in (("PDF", 1), ("PDF, two columns", 2), ("text", 1)):
            design = Design(columns, size=12, head="Songngu, a reader of pages")
            read = [set_and_read(document, label, design) for document in written]
            numbers = [renumbered(document, other) for document, other in zip(read, written, strict=True)]
            same = sum(
                number < len(other.sentences) for side, other in zip(numbers, written, strict=True) for number in side
            )
            total = sum(len(document.sentences) for document in (*read, *written))
            beads = [
                (tuple(numbers[0][k] for k in bead.source), tuple(numbers[1][k] for k in bead.target))
                for bead in align_documents(*read).beads
            ]
            scores = evaluate([(gold, beads)])
            print(f"{name} as {label}: sentences F1 {2 * same / total:.4f}, beads lax F1 {scores.lax.f1:.4f}")


def set_and_read(document: Document, label: str, design: Design) -> Document:
    """Return a document read from its blocks set on pages, as a PDF or as text."""
    blocks = [block for block in document.blocks if block.content.text]
    data = as_text(blocks, design).encode() if label == "text" else as_pdf(blocks, design)
    return read_document("page.txt" if label == "text" else "page.pdf", document.lang, data=data)


def renumbered(document: Document, written: Document) -> list[int]:
    """Return for each sentence the number of the same one as written, or one beyond them all."""
    matcher = SequenceMatcher(None, [s.text for s in document.sentences], [s.text for s in written.sentences], False)
    numbers = [len(written.sentences) + s.index for s in document.sentences]
    for block in matcher.get_matching_blocks():
        numbers[block.a : block.a + block.size] = range(block.b, block.b + block.size)
    return numbers


def main() -> None:
    """Print the measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--speed", action="store_true", help="read and segment 10 MB in each format instead")
    parser.add_argument("--pages", action="store_true", help="compare the examples set on pages with them as written")
    options = parser.parse_args()
    if options.speed or options.pages:
        (speed if options.speed else pages)()
        return
    articles()
    languages()


if __name__ == "__main__":
    main()
