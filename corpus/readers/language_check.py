"""Whether a document is in the language it is said to be in, as a whole and block by block.

Vietnamese and English are told by their marks and commonest words, which on blocks of eight words or more is as good as
a trained identifier; any other language is told by py3langid (Lui and Baldwin 2012, "langid.py"), whose model is part
of its package and is loaded only when it is asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from songngu.corpus.document import BlockKind, Document, MappedText

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_WORD = re.compile(r"[^\W\d_]+(?:\u0300|\u0301|\u0303|\u0309|\u0323|\u0302|\u0306|\u031b|[^\W\d_])*")
_MARK = re.compile("[àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ\u0300-\u0323]")
_VIETNAMESE = "cho hay khi không là ra sau theo thì trong và về xin anh em ta tôi con hai"
_ENGLISH = """
a about all an and are as at be been but by can for from had has have he her his if in into is it its may not of on one
or our she so than that the their they this to was we were what when which who will with you your
"""
_COMMON = {"vi": frozenset(_VIETNAMESE.split()), "en": frozenset(_ENGLISH.split())}
_ADDRESS = re.compile(r"\S*(?://|@|www\.)\S*")
_ADDRESS_MARKS = ("//", "@", "www.")
_LEAST_WORDS = 8
_MOST_SENTENCES = 20
_SAMPLE = 20_000
_LEAST_PROBABILITY = 0.99
_NAMES = {"vi": "Vietnamese", "en": "English", "de": "German", "fr": "French", "es": "Spanish", "zh": "Chinese"}
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
    declared, other = _code(document.lang), _code(other_lang)
    spoken = [
        (number, content, found)
        for number, content in _stretches(document)
        if (found := identify(content.text, (declared, other)))
    ]
    most = _most(spoken) or identify(_sample(document), (declared, other))
    if most and most != declared:
        hint = "; the two documents may be given the wrong way round" if most == other else ""
        return [LanguageWarning(document.path, "", f"reads as {_name(most)}, not {_name(declared)}{hint}")]
    warnings = _as_the_file_says(document, declared)
    for number, content, lang in spoken:
        if lang != declared:
            place = document.blocks[number].locator or "{}:{}".format(*document.position(content.hull().start))
            message = f"reads as {_name(lang)} in a document in {_name(declared)}"
            warnings.append(LanguageWarning(document.path, place, message, number))
    return warnings


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


class _Signs(dict[str, int]):
    """Which of the two languages each word form is a sign of, worked out when it is first met."""

    NONE, VIETNAMESE, ENGLISH, BOTH = range(4)

    def __missing__(self, form: str) -> int:
        word = form.lower()
        vietnamese = bool(_MARK.search(word)) or word in _COMMON["vi"]
        self[form] = sign = self.VIETNAMESE * vietnamese + self.ENGLISH * (word in _COMMON["en"])
        return sign


_signs = _Signs()


def identify(text: str, expected: Sequence[str] = ("vi", "en")) -> str | None:
    """Return the language of a text (its two-letter code), or None where that is not sure: a short text, a mixed one.

    Where ``expected`` are Vietnamese and English, a text is one of these, or neither for sure.
    """
    text = text[:_SAMPLE]
    words = _WORD.findall(_ADDRESS.sub(" ", text) if any(mark in text for mark in _ADDRESS_MARKS) else text)
    if len(words) < _LEAST_WORDS:
        return None
    signs = list(map(_signs.__getitem__, words))
    vietnamese = (signs.count(_Signs.VIETNAMESE) + signs.count(_Signs.BOTH)) / len(words)
    english = (signs.count(_Signs.ENGLISH) + signs.count(_Signs.BOTH)) / len(words)
    if vietnamese >= 0.45 and english < 0.1:
        return "vi" if "vi" in expected else _trained(text)
    if english >= 0.14 and vietnamese < 0.1:
        return "en" if "en" in expected else _trained(text)
    return None if set(expected) <= {"vi", "en"} and len(words) < 5 * _LEAST_WORDS else _trained(text)


def _trained(text: str) -> str | None:
    lang, probability = _identifier().classify(text[:_SAMPLE])
    return str(lang) if probability >= _LEAST_PROBABILITY else None


def language_probability(text: str, lang: str) -> float:
    """Return the probability that a text is in a language (its two-letter code), by py3langid: 80 µs a sentence."""
    return next((float(probability) for code, probability in _identifier().rank(text) if code == lang), 0.0)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _sample(document: Document) -> str:
    """Return enough of a document to tell its language: blocks from all over it."""
    blocks = [block.content.text for block in document.blocks]
    step = max(1, sum(map(len, blocks)) // _SAMPLE)
    return "\n".join(blocks[::step])


def _as_the_file_says(document: Document, declared: str) -> list[LanguageWarning]:
    """Return a warning where the file itself declares most of its text to be in another language."""
    said = [_code(block.lang) for block in document.blocks if block.lang]
    if not said or said.count(declared) * 2 >= len(document.blocks):
        return []
    most = max(sorted(set(said)), key=said.count)
    if most == declared or said.count(most) * 2 < len(document.blocks):
        return []
    return [LanguageWarning(document.path, "", f"declares itself to be in {_name(most)}, not {_name(declared)}")]


def _code(lang: str) -> str:
    return lang.replace("_", "-").split("-")[0].lower()


def _name(code: str) -> str:
    return _NAMES.get(code, code)
