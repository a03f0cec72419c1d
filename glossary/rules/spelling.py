"""ENC: how Vietnamese is spelt: syllables that it cannot have, and the two ways to place a tone in one file."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.document import Span
from songngu.corpus.language.message import Message
from songngu.corpus.language.normalise import letters
from songngu.corpus.language.prose import in_code
from songngu.corpus.language.syllables import is_syllable
from songngu.corpus.language.tones import is_misplaced, placed
from songngu.corpus.language.words import WORD
from songngu.glossary.finding import Severity
from songngu.glossary.rules.block import RowBlock
from songngu.glossary.rules.rule import SIDES, Example, Issue, Row, Rule, Side, silent

_WORD = re.compile(WORD)
_VOWELS = "aeiouyàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_TONED = re.compile("[àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵăâêôơưđ]")
# One group of vowels between consonants that a syllable may begin and end with: what has more is a word of loan, and so
# is one with other consonants (brôm, prôtêin).
_ONE_SYLLABLE = re.compile(
    rf"(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu?|r|s|th?|tr|v|x)?[{_VOWELS}]+(?:c|ch|g|h|m|n|ng|nh|p|t)?"
)
# c, g, ng are written k, gh, ngh before e, ê, i, and nowhere else.
_FRONT = "eèéẻẽẹêềếểễệiìíỉĩị"
_MISSPELT_ONSET = re.compile(rf"(?:ngh|gh)[^{_FRONT}]|c[{_FRONT}]|ng[{_FRONT}]|g[eèéẻẽẹêềếểễệ]")
_TONELESS_STOP = re.compile("[a-zăâêôơưđ]*(?:c|ch|p|t)")
# The key of a tone of the Telex keyboard, which came out as a letter (tiêngs for tiếng), or a key that was hit twice.
_KEY = re.compile(r"[^\W\d_]+(?:[sfrxj]|([^\W\d_])(?<=\1\1))")
_BEGINNING = re.compile(r"(?:^|[.!?…:][\"”’)»]*\s)[\s\"“‘«(*#>–—-]*$")
_LOANS = frozenset({"gịa", "tuýp", "típ", "gêm", "gen", "xốc", "gien"})
_MOVABLE = re.compile("[òóỏõọ][ae]|o[àáảãạèéẻẽẹ]|[ùúủũụ]y|u[ỳýỷỹỵ]", re.IGNORECASE)


class _Text(NamedTuple):
    row: int
    side: Side
    file: str
    text: str
    code: tuple[Span, ...]


def _vietnamese(rows: Sequence[Row], wanted: Mapping[Side, NDArray[np.bool_]]) -> Iterator[_Text]:
    """Yield the Vietnamese texts of the rows that are wanted."""
    for number in map(int, np.flatnonzero(wanted["source"] | wanted["target"])):
        row = rows[number]
        if wanted["source"][number] and row.source_lang.startswith("vi"):
            yield _Text(number, "source", row.source_file or row.document, row.source, row.source_code)
        if wanted["target"][number] and row.target_lang.startswith("vi") and not row.untranslated:
            yield _Text(number, "target", row.target_file or row.document, row.target, row.target_code)


@lru_cache(maxsize=1 << 14)
def is_impossible(word: str) -> bool:
    """Tell whether a word is meant for one Vietnamese syllable and spelt as none.

    It is in small letters with a mark of the Vietnamese alphabet: names and words of other languages are not judged.
    A mark of tone on a letter where no way to write puts it (cuả), and none before a final c, ch, p or t (rât), are
    slips too.
    """
    word = letters(word)
    if _KEY.fullmatch(word) and _TONED.search(word) and is_syllable(word[:-1]):
        return True
    if not word.islower() or not _TONED.search(word) or word in _LOANS or not _ONE_SYLLABLE.fullmatch(word):
        return False
    return (
        not is_syllable(word)
        or bool(_MISSPELT_ONSET.match(word))
        or is_misplaced(word)
        or bool(_TONELESS_STOP.fullmatch(word))
    )


def _is_told(text: str, found: re.Match[str]) -> bool:
    """Tell whether a word is impossible as it stands, or but for the capital at the beginning of a sentence."""
    word = found[0]
    begins = word[0].isupper() and word[1:].islower() and _BEGINNING.search(text, 0, found.start())
    return is_impossible(word.lower() if begins else word)


def _misspelt(lang: str) -> Callable[[str], bool] | None:
    return _is_misspelt if lang.startswith("vi") else None


def _is_misspelt(run: str) -> bool:
    return not run.isascii() and any(is_impossible(word.lower()) for word in _WORD.findall(run) if not word.isascii())


def _impossible(rows: Sequence[Row]) -> Iterator[tuple[int, Issue]]:
    """Yield an issue for each syllable that Vietnamese cannot spell; each chunk of letters is judged once."""
    block = RowBlock.of(rows)
    wrong = {side: block.holding(side, _misspelt) for side in SIDES}
    for each in _vietnamese(rows, wrong):
        for found in _WORD.finditer(each.text):
            if (
                _is_told(each.text, found)
                and not _joined(each.text, found)
                and not in_code(each.text, *found.span(), each.code)
            ):
                message = Message("“{word}” is no syllable that Vietnamese can have", word=found[0])
                yield each.row, _issue(each, message, "see what was meant", found)


def _joined(text: str, found: re.Match[str]) -> bool:
    """Tell whether a word is part of one joined by hyphens, as loans are (pê-đan), or stands in a name."""
    return text[found.start() - 1 : found.start()] in tuple("-_'’.@/") or text[found.end() : found.end() + 1] in tuple(
        "-_@/"
    )


def _issue(text: _Text, message: str, hint: str, found: re.Match[str]) -> Issue:
    marks = {f"{text.side}_mark": found.span()}
    return Issue(text.side, message, hint, marks.get("source_mark"), marks.get("target_mark"))


@lru_cache(maxsize=1 << 12)
def _style(word: str) -> str:
    """Return how the tone of a word is placed, ``old`` or ``new``, or nothing where both place it alike."""
    composed = unicodedata.normalize("NFC", word)
    old, new = placed(composed, "old"), placed(composed, "new")
    return "" if old == new else "old" if composed == old else "new" if composed == new else ""


def _movable(lang: str) -> Callable[[str], object] | None:
    return _MOVABLE.search if lang.startswith("vi") else None


def _mixed_tones(rows: Sequence[Row]) -> Iterator[tuple[int, Issue]]:
    """Yield an issue for each file that places tones in both ways, at the first of the rarer."""
    files: dict[tuple[Side, str], list[_Text]] = {}
    block = RowBlock.of(rows)
    for each in _vietnamese(rows, {side: block.holding(side, _movable) for side in SIDES}):
        files.setdefault((each.side, each.file), []).append(each)
    for texts in files.values():
        chunks: Counter[str] = Counter()
        for each in texts:
            chunks.update(each.text.split())
        styles = {chunk: styled for chunk in chunks if _MOVABLE.search(chunk) and (styled := _styles(chunk))}
        counts: Counter[str] = Counter()
        for chunk, styled in styles.items():
            counts.update(dict.fromkeys(styled, chunks[chunk]))
        if len(counts) == 2:
            yield _first_of_the_rarer(texts, styles, counts)


def _styles(chunk: str) -> frozenset[str]:
    """Return the ways in which the tones of the words of a chunk are placed."""
    return frozenset(filter(None, map(_style, _WORD.findall(chunk))))


def _first_of_the_rarer(
    texts: Sequence[_Text], styles: dict[str, frozenset[str]], counts: Counter[str]
) -> tuple[int, Issue]:
    rare = min(counts, key=lambda style: (counts[style], style))
    wrong = {chunk for chunk, styled in styles.items() if rare in styled}
    text = next(each for each in texts if not wrong.isdisjoint(each.text.split()))
    found = next(word for word in _WORD.finditer(text.text) if _style(word[0]) == rare)
    usual = placed(unicodedata.normalize("NFC", found[0]), "old" if rare == "new" else "new")
    message = Message("tones placed in two ways in one file (hòa {old}, hoà {new} times)", **counts)
    return text.row, _issue(text, message, Message("keep to one: “{word}”", word=usual), found)


RULES = (
    Rule(
        "ENC004",
        "impossible syllable",
        Severity.WARNING,
        "A word in small letters with Vietnamese marks is spelt as no Vietnamese syllable can be: two marked vowels "
        "(lúăa), a tone that cannot stand before a final c, ch, p or t, or none there (đẽp, rât), ngh before a "
        "(nghành), a tone on another vowel than it is written on (cuả). Names, loans of several syllables and words "
        "of other languages are left alone.",
        (
            Example("", "Trời rất đẽp.", "The weather is fine.", True),
            Example("", "Trời rất đẹp.", "The weather is fine.", False),
        ),
        silent,
        _impossible,
    ),
    Rule(
        "ENC005",
        "tones placed in two ways",
        Severity.INFO,
        "A file places the tones of oa, oe and uy in the old way (hòa, thúy) and in the new (hoà, thuý). Both are "
        "right; one text keeps to one. Told once a file. Terms are found in either.",
        (
            Example("", "Sức khoẻ và hòa bình.", "Health and peace.", True),
            Example("", "Sức khỏe và hòa bình.", "Health and peace.", False),
        ),
        silent,
        _mixed_tones,
    ),
)
