"""Measure how well languages are told from ten sentences: 200 excerpts of each side of the gold, in both orders.

Run ``python -m benchmarks.languages``. An excerpt of the Vietnamese and one of the English of the same document, at
places of their own, are given as a pair of which nothing says the languages, either way round; and each alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from benchmarks.gold import gold_documents
from songngu.corpus.document import Document
from songngu.corpus.errors import UsageError
from songngu.corpus.readers import segment_blocks
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.language_check import document_language
from songngu.corpus.readers.pair_languages import pair_languages, read_in_its_language
from songngu.corpus.readers.plain import read_blocks

EXCERPTS = 200
SENTENCES = 10
LANGS = ("vi", "en")


def excerpts(seed: int = 20261128) -> Iterator[tuple[str, str]]:
    """Yield a text of ten sentences of either side of one document, documents in turn."""
    chance = random.Random(seed)
    documents = [document for document in gold_documents() if min(len(document.source), len(document.target)) >= 10]
    for k in range(EXCERPTS):
        document = documents[k % len(documents)]
        starts = [chance.randrange(len(side) - SENTENCES + 1) for side in (document.source, document.target)]
        source, target = (
            "\n\n".join(side[start : start + SENTENCES])
            for side, start in zip((document.source, document.target), starts, strict=True)
        )
        yield source, target


def read(text: str, lang: str = "vi") -> Document:
    """Return a text as a document whose language is not told yet."""
    return segment_blocks("-", lang, text, read_blocks(text, Extraction(lang)))


def _pair(texts: tuple[str, str]) -> tuple[str, str] | None:
    try:
        return pair_languages((read(texts[0]), read(texts[1])), (None, None))
    except UsageError:
        return None


def main() -> None:
    """Count what is told right."""
    rows = list(excerpts())
    forth = sum(_pair(texts) == LANGS for texts in rows)
    back = sum(_pair(texts[::-1]) == LANGS[::-1] for texts in rows)
    print(f"pairs told right: {forth} of {len(rows)} from Vietnamese, {back} of {len(rows)} from English")
    for lang, texts in zip(LANGS, zip(*rows, strict=True), strict=True):
        found = [read_in_its_language(lambda given, text=text: read(text, given), None).lang for text in texts]
        sure = [document_language(read(text)) for text in texts]
        right, wrong = found.count(lang), sum(told not in (lang, None) for told in sure)
        print(
            f"{lang} alone: {right} of {len(texts)} labelled right; {sure.count(lang)} for sure, {wrong} surely wrong"
        )


if __name__ == "__main__":
    main()
