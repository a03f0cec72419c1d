"""Block gold of German, Italian and French from LibreOffice's help: its paragraphs have the same ids in all languages.

    apt-get download libreoffice-help-en-us libreoffice-help-de libreoffice-help-it libreoffice-help-fr
    for package in libreoffice-help-*.deb; do dpkg-deb -x "$package" FOLDER; done
    python -m benchmarks.libreoffice FOLDER [--encoder use] [--peer] [PAIR …]

Of the pages of 30 to 120 paragraphs every fifteenth is taken. What is left out, and the measure, are those of
`benchmarks.multilingual`. Nothing was trained on these pages.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import lxml.html

from benchmarks.multilingual import LEFT_OUT, Article, align, f1
from songngu.align.encoder import load_encoder
from songngu.align.gale_church import gale_church
from songngu.corpus.readers.segment import split_sentences

PAIRS = ("en-de", "en-it", "de-it", "de-fr")
FEWEST, MOST, EVERY = 30, 120, 15
_HELP = Path("usr/share/libreoffice/help")
_FOLDERS = {"en": "en-US"}


def paragraphs(path: Path) -> dict[str, str]:
    """Return the texts of the paragraphs and headings of a page by their ids, in order."""
    page = lxml.html.parse(str(path)).getroot()
    found = page.xpath("//div[@id='DisplayArea']//*[self::p or self::h1 or self::h2 or self::h3 or self::h4][@id]")
    texts = ((element.get("id"), " ".join(element.text_content().split())) for element in found)
    return {name: text for name, text in texts if text}


def articles(folder: Path, source: str, target: str) -> Iterator[Article]:
    """Yield pages as articles; a paragraph of a page that is not translated makes the page none."""
    chosen = []
    here, there = (folder / _HELP / _FOLDERS.get(lang, lang) for lang in (source, target))
    for path in sorted((here / "text").rglob("*.html")):
        name = path.relative_to(here).as_posix()
        other = there / name
        sides = (paragraphs(path), paragraphs(other)) if other.exists() else ({}, {})
        common = [name for name in sides[0] if name in sides[1]]
        whole = len(common) >= FEWEST and sum(sides[0][k] == sides[1][k] for k in common) * 10 < len(common)
        if whole and common == [k for k in sides[1] if k in sides[0]] and len(common) <= MOST:
            chosen.append((name, sides))
    for name, sides in chosen[::EVERY]:
        yield _article(name, (source, target), sides)


def _article(name: str, langs: tuple[str, str], sides: tuple[dict[str, str], dict[str, str]]) -> Article:
    number = {key: k for k, key in enumerate(dict.fromkeys([*sides[0], *sides[1]]))}
    rng = random.Random(f"{name} {langs[0]} {langs[1]}")
    texts, blocks = [], []
    for lang, side in zip(langs, sides, strict=True):
        kept = [key for key in side if rng.random() >= LEFT_OUT]
        cut = [(number[k], side[k][span.start : span.end]) for k in kept for span in split_sentences(side[k], lang)]
        blocks.append(tuple(block for block, _ in cut))
        texts.append(tuple(text for _, text in cut))
    return Article(name, langs, (texts[0], texts[1]), (blocks[0], blocks[1]))


def main() -> None:
    """Measure the pairs named, or all."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("pairs", nargs="*", default=PAIRS)
    arguments.add_argument("--encoder", help="such as `use`")
    arguments.add_argument("--peer", action="store_true", help="Gale-Church in the same run")
    options = arguments.parse_args()
    encoder = load_encoder(options.encoder) if options.encoder else None
    for pair in options.pairs:
        source, target = pair.split("-")
        found = list(articles(options.folder, source, target))
        row = [f1([(article, align(article, encoder)) for article in found])]
        if options.peer:
            row.append(f1([(article, gale_church(*article.texts)) for article in found]))
        sentences = sum(len(article.texts[0]) for article in found)
        print(f"{pair}  {len(found):2} pages  {sentences} sentences  {'  '.join(f'{value:.4f}' for value in row)}")


if __name__ == "__main__":
    main()
