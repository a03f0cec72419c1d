"""Texts on pages."""

from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.plain import read_blocks


def texts(raw: str, lang: str = "en") -> list[str]:
    return [block.content.text for block in read_blocks(raw, Extraction(lang))]


BODY = [
    "The old mill stood by the river for more than two hundred years before the",
    "flood of that spring took its wheel away. Nobody built it again, and the",
    "stones were carried off one by one. A path leads there today, narrow and",
    "wet, and in summer children come to bathe where the wheel once turned.",
]
