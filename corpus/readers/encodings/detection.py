"""Which Vietnamese encoding a text is in: each is tried, and the one whose words are Vietnamese syllables is likeliest.

Works on text whose legacy bytes are one character each (Latin-1), or on Unicode text that holds such characters. The
score of an encoding is the log likelihood of the distinct words that hold a legacy code, under two rates: how often a
word is a Vietnamese syllable when read in its own encoding, and when read in a wrong one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from songngu.corpus.document import MappedText
from songngu.corpus.language.syllables import is_syllable
from songngu.corpus.readers.encodings.legacy import ENCODINGS

UNICODE = "unicode"
"""The name of the reading in which every character is what it is."""

_RATE = {"plain": 0.9, "syllable": 0.95, "letters": 0.04, "other": 0.01}
_RATE_AS_IS = {"plain": 0.9, "syllable": 0.55, "letters": 0.4, "other": 0.05}
_PRIOR_AS_IS = {True: math.log(5), False: math.log(1000)}
_RATE_ASCII = {True: (0.7, 0.02), False: (0.05, 0.4)}
_SAMPLE = 400
_SEPARATOR = re.compile(r"[\t\n\r -/:-@\[-`{-~0-9]+")
_VIQR_WORD = re.compile(r"[A-Za-z][A-Za-z^(+*'`?~.\\]*")
_VIQR_STRONG = re.compile(
    r"[aAeEoO]\^|[aA]\(|[oOuU][+*]|[dD]{2}[aeiouyAEIOUY]|[aeiouyAEIOUY][(^+*]?['`?~.](?=[A-Za-z])"
)
# Latin-1 characters that neither Vietnamese words nor its punctuation hold: a line with some is worth trying.
_SUSPECT = re.compile("[\x80-\x9f¡-¦¨ª¬\xad®¯´-¶¸-º¾¿ÄÅÆÇËÎÏÑÖØÛÜÞßäåæçëîïñö÷øûüþÿ]")
_PUNCTUATION = "“”‘’–—…•«»\u00a0·„‚"
_LEAST_WORDS = 3
_DECISIVE = 4.0


@dataclass(frozen=True, slots=True)
class Guess:
    """An encoding by name, its probability among those we know, and the distinct words that were weighed."""

    name: str
    probability: float
    words: int


def detect(text: str, lang: str = "vi") -> Guess:
    """Return the likeliest encoding of a text; in another language than Vietnamese a legacy one takes more evidence."""
    is_vietnamese = lang.lower().startswith("vi")
    if text.isascii():
        return _detect_viqr(text) if is_vietnamese else Guess(UNICODE, 1.0, 0)
    words = list(islice(_distinct(text), _SAMPLE))
    scores = {name: _score(words, name) for name in _CANDIDATES}
    scores[UNICODE] += _PRIOR_AS_IS[is_vietnamese]
    best = max(scores, key=lambda name: scores[name])
    total = sum(math.exp(max(-700.0, score - scores[best])) for score in scores.values())
    return Guess(best, 1 / total, len(words))


def suspect_lines(text: str, main: str) -> dict[str, list[int]]:
    """Return the lines (1-based) of a text read as ``main`` that are surely in another encoding, by its name."""
    found: dict[str, list[int]] = {}
    wanted = re.compile("[^\0-\x7f]") if main != UNICODE else _SUSPECT
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        if not wanted.search(line):
            continue
        words = list(islice(_distinct(line), _SAMPLE))
        if len(words) < _LEAST_WORDS:
            continue
        scores = {name: _score(words, name) for name in _CANDIDATES}
        best = max(scores, key=lambda name: scores[name])
        if best != main and scores[best] - scores.get(main, -math.inf) > _DECISIVE:  # VIQR has no such letters
            found.setdefault(best, []).append(number)
    return found


def has_suspects(text: str) -> bool:
    """Tell whether Unicode text holds characters that no Vietnamese word does but legacy codes are made of."""
    return bool(_SUSPECT.search(text))


def _distinct(text: str) -> Iterator[str]:
    """Yield the distinct words that hold a character beyond ASCII, in order."""
    seen = set()
    for word in _SEPARATOR.split(text):
        if not word.isascii() and word not in seen:
            seen.add(word)
            yield word


def _score(words: Sequence[str], name: str) -> float:
    rates = _RATE_AS_IS if name == UNICODE else _RATE
    return sum(math.log(rates[_kind(part)]) for word in words for part in (_read(word, name),))


def _read(word: str, name: str) -> str:
    if name == UNICODE:
        return word
    word = word.strip(_PUNCTUATION)
    if any(char > "\u00ff" for char in word):
        return "\ufffd"
    if name == "windows-1258":
        word = word.encode("latin-1").decode("cp1258", "replace")
    view: MappedText = ENCODINGS[name].view(word)
    return view.text


def _kind(word: str) -> str:
    word = word.strip(_PUNCTUATION + "".join(map(chr, (*range(0x82, 0x8C), *range(0x91, 0x9C)))))
    if word.isascii():
        return "plain"
    if is_syllable(word):
        return "syllable"
    return "letters" if word.isalpha() else "other"


def _detect_viqr(text: str) -> Guess:
    """Tell VIQR from other ASCII by how many words carry its marks inside and become syllables."""
    words = list(islice(dict.fromkeys(match[0] for match in _VIQR_WORD.finditer(text)), _SAMPLE))
    odds = marked = 0
    log_odds = 0.0
    view = ENCODINGS["viqr"].view
    for word in words:
        is_strong = bool(_VIQR_STRONG.search(word))
        read = view(word).text.rstrip("'`?~.*\\+(^") if is_strong else ""
        marked += is_strong
        valid, other = _RATE_ASCII[bool(read) and is_syllable(read)]
        log_odds += math.log(valid / other) if is_strong else math.log(0.25 / 0.58)
        odds += 1
    probability = 1 / (1 + math.exp(max(-700.0, min(700.0, -log_odds))))
    if probability > 0.5:
        return Guess("viqr", probability, marked)
    return Guess(UNICODE, 1 - probability, odds)


_CANDIDATES = (UNICODE, "tcvn3", "vni", "viscii", "windows-1258")
