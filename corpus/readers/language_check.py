"""Whether a document is in the language it is said to be in, as a whole and block by block."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from songngu.corpus.document import BlockKind, Document, MappedText
from songngu.corpus.language.identify import identify, may_be_in
from songngu.corpus.language.names import language_name
from songngu.corpus.language.tags import base_language

_MOST_SENTENCES = 20
_MOST_REMEMBERED = 1 << 16
_USUAL = frozenset(("vi", "en"))
_SAMPLE = 20_000
_LEAST_SHARE = 0.75
_FAIR_SHARE = 0.05

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.QUOTE, BlockKind.HEADING, BlockKind.CELL})


@dataclass(frozen=True, slots=True)
class LanguageWarning:
    """What is wrong with the language of a document, or of the block of that number, and where."""

    path: str
    place: str
    message: str
    block: int | None = None

    def __str__(self) -> str:
        return f"{self.path}:{self.place}: {self.message}" if self.place else f"{self.path}: {self.message}"


def check_languages(document: Document, other_lang: str) -> list[LanguageWarning]:
    """Return a warning where a document is not in its declared language, else one for each block that is not.

    ``other_lang`` is the language of the document's partner: a document in it was likely given on the wrong side.
    """
    declared, other = base_language(document.lang), base_language(other_lang)
    spoken = [
        (number, content, found)
        for number, content in _stretches(document)
        if (found := _unless_declared(content.text, frozenset((declared, other)), declared))
    ]
    most = _most(spoken) or identify(sample(document), (declared, other))
    if most and most != declared:
        hint = "; the two documents may be given the wrong way round" if most == other else ""
        return [
            LanguageWarning(document.path, "", f"reads as {language_name(most)}, not {language_name(declared)}{hint}")
        ]
    warnings = _as_the_file_says(document, declared)
    for number, content, lang in spoken:
        if lang != declared:
            place = document.blocks[number].locator or "{}:{}".format(*document.position(content.hull().start))
            message = f"reads as {language_name(lang)} in a document in {language_name(declared)}"
            warnings.append(LanguageWarning(document.path, place, message, number))
    return warnings


def document_language(document: Document) -> str | None:
    """Return the language that a document plainly is in, None where it is too short to tell or holds several."""
    lengths = _lengths(document)
    told = lengths.total() - lengths[None]
    if told * 2 < lengths.total() or not told:
        return identify(sample(document))
    lang, length = max(((lang, length) for lang, length in lengths.items() if lang), key=lambda item: item[::-1])
    return lang if length >= _LEAST_SHARE * told else None


def second_language(document: Document) -> str | None:
    """Return the language that a fair part of a document is in besides the one that most of it is in.

    Such is a rendering of which a part is not translated yet.
    """
    lengths = _lengths(document)
    told = sorted(((length, lang) for lang, length in lengths.items() if lang), reverse=True)
    return told[1][1] if len(told) > 1 and told[1][0] >= _FAIR_SHARE * lengths.total() else None


def languages_held(document: Document) -> Counter[str]:
    """Return how many characters of a document are in each of the languages that its stretches are told to be in."""
    return Counter({lang: length for lang, length in _lengths(document).items() if lang})


def _lengths(document: Document) -> Counter[str | None]:
    """Return how many characters are in each language, of None those of which that is not sure."""
    lengths: Counter[str | None] = Counter()
    for _, content in _stretches(document):
        lengths[_identified(content.text, _USUAL)] += len(content.text)
    return lengths


def _unless_declared(text: str, expected: frozenset[str], declared: str) -> str | None:
    """Return the language of a text; of a few words that may well be in the one declared, that one."""
    found = _identified(text, expected)
    is_unsure = found not in (None, declared) and found not in _USUAL and may_be_in(text, declared)
    return declared if is_unsure else found


@lru_cache(_MOST_REMEMBERED)
def _identified(text: str, expected: frozenset[str]) -> str | None:
    """Return the language of a text as ``identify`` does; it is asked of a document and again of its blocks."""
    return identify(text, sorted(expected))


def _stretches(document: Document) -> Iterator[tuple[int, MappedText]]:
    """Yield what is checked with the number of its block: blocks of prose, or the sentences of very long ones.

    The lines of a pre-split file are one block where no blank line parts them.
    """
    counts = Counter(sentence.block for sentence in document.sentences)
    for number, block in enumerate(document.blocks):
        if block.kind in _PROSE and counts[number] <= _MOST_SENTENCES:
            yield number, block.content
    for sentence in document.sentences:
        if counts[sentence.block] > _MOST_SENTENCES:
            yield sentence.block, sentence.content


def _most(spoken: Iterable[tuple[int, MappedText, str]]) -> str | None:
    """Return the language of most of the text whose language is known."""
    lengths: Counter[str] = Counter()
    for _, content, lang in spoken:
        lengths[lang] += len(content.text)
    return min(lengths, key=lambda lang: (-lengths[lang], lang)) if lengths else None


def sample(document: Document) -> str:
    """Return enough of a document to tell its language: blocks from all over it."""
    blocks = [block.content.text for block in document.blocks] or [document.raw[:_SAMPLE]]
    step = max(1, sum(map(len, blocks)) // _SAMPLE)
    return "\n".join(blocks[::step])


def declared_language(document: Document) -> str | None:
    """Return the language that a file itself declares most of its blocks to be in, None where it does not."""
    said = [base_language(block.lang) for block in document.blocks if block.lang]
    most = max(sorted(set(said)), key=said.count, default=None)
    return most if most and said.count(most) * 2 >= len(document.blocks) else None


def _as_the_file_says(document: Document, declared: str) -> list[LanguageWarning]:
    """Return a warning where the file itself declares most of its text to be in another language."""
    most = declared_language(document)
    also = [block for block in document.blocks if block.lang and base_language(block.lang) == declared]
    if most is None or most == declared or len(also) * 2 >= len(document.blocks):
        return []
    message = f"declares itself to be in {language_name(most)}, not {language_name(declared)}"
    return [LanguageWarning(document.path, "", message)]
