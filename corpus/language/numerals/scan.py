"""Finding the numerals of a text: where one may start, and what is a name or an address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from songngu.corpus.document import Span
from songngu.corpus.language.numerals.digits import NAME, NAME_LETTER, from_digits
from songngu.corpus.language.numerals.numeral import Kind, Numeral
from songngu.corpus.language.numerals.profile import NumeralProfile, Reader, Scan, first_of
from songngu.corpus.language.prose import UNSPACED

_CHUNK = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")
_LETTERS_DIGITS = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_ADDRESS = re.compile(rf"(?:https?://|www\.)[^\s{UNSPACED}]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CURRENCY = re.compile(r"(?:rmb|usd|us|vnd|eur|gbp|jpy|cny|aud|cad|hkd|sgd|rs|hk|nt|no|nos)(?=\d)")
_PREFIXED = re.compile(r"[^\W\d_]{1,4}(?=\d{1,3}(?:[.,]\d{3})+(?!\d))")
_OTHER_SCRIPT = re.compile(rf"(?:(?!{NAME_LETTER})[^\W\d_])+[-‑]?(?=.*\d)")
_POWER = re.compile(r"[kcdm]?m[23]")  # square and cubic metres are units, no names
_LATIN_NAME = re.compile(r"(?=[a-z0-9-]*[a-z])(?=[a-z-]*\d)[a-z0-9]+(?:-[a-z0-9]+|\.\d+)*(?![a-z0-9])")
_SHORTENED = re.compile(r"\d[\d.,]*[kmb]")  # 20K is a number
_LOOSE_PREFIX = re.compile(r"([^\W\d_]+)[-‑](?=\d)")
_MOST_RUNS = 1 << 16
_NO_NAME = frozenset(
    {"mid", "pre", "post", "under", "over", "top", "early", "late", "sub", "non", "age", "ages", "aged"}
)


def scan_numerals(scan: Scan) -> list[Numeral]:
    """Return the numerals of a text in order; they never overlap."""
    if scan.profile.runs and scan.profile.run_reader:
        return _in_runs(scan, scan.profile.runs, scan.profile.run_reader)
    candidates = _candidates(scan)
    if not candidates:
        return []
    starters = scan.profile.starters
    found: list[Numeral] = []
    end = 0
    addresses = _addresses(scan.lower)
    for match in candidates:
        word = match[0]
        start = match.start()
        if start < end:
            if match.end() <= end:
                continue
            start, word = end, scan.lower[end : match.end()]
        if any(span.start <= start < span.end for span in addresses):
            continue
        readers = starters.get(word)
        numeral = first_of(readers, scan, start) if readers else _mixed(scan, start, word)
        while numeral:
            found.append(numeral)
            end = numeral.span.end
            rest = scan.lower[end : match.end()]
            numeral = _mixed(scan, end, rest) if rest else None
    return found


def _in_runs(scan: Scan, runs: re.Pattern[str], read: Reader) -> list[Numeral]:
    """Return the numerals of a text without spaces between its words; letters and digits together are a name."""
    found: list[Numeral] = []
    end = 0
    addresses = _addresses(scan.lower)
    while match := runs.search(scan.lower, end):
        name = _LATIN_NAME.match(scan.lower, _word_start(scan.lower, match.start(), end))
        name = None if name and _SHORTENED.fullmatch(name[0]) else name
        start = name.start() if name else match.start()
        numeral = scan.numeral(Kind.IDENTIFIER, start, name.end(), ()) if name else read(scan, start)
        end = max(numeral.span.end if numeral else 0, match.end())
        if numeral and not any(span.start <= start < span.end for span in addresses):
            found.append(numeral)
    return found


def _word_start(lower: str, start: int, end: int) -> int:
    """Return where the Latin letters and digits begin that ``start`` stands in, not before ``end``."""
    while start > end and lower[start - 1].isascii() and (lower[start - 1].isalnum() or lower[start - 1] == "-"):
        start -= 1
    return start


class _Promising(dict[str, bool]):
    """Whether a numeral may start in a run of characters between spaces; worked out when one is first met."""

    def __init__(self, starters: Mapping[str, object]) -> None:
        super().__init__()
        self._starters = starters

    def __missing__(self, run: str) -> bool:
        if len(self) >= _MOST_RUNS:
            self.clear()
        parts = {run, *_LETTERS_DIGITS.findall(run)}
        found = self[run] = bool(_DIGIT.search(run)) or not self._starters.keys().isdisjoint(parts)
        return found


@cache
def _promising(profile: NumeralProfile) -> _Promising:
    return _Promising(profile.starters)


def _candidates(scan: Scan) -> list[re.Match[str]]:
    """Return the chunks that may start a numeral; cheap, for most sentences have none."""
    promising, starters, lower = _promising(scan.profile), scan.profile.starters, scan.lower
    found: list[re.Match[str]] = []
    end = 0
    for run in filter(promising.__getitem__, lower.split()):
        start = _place(lower, run, end)
        end = start + len(run)
        found += [
            each for each in _CHUNK.finditer(lower, start, end) if (word := each[0]) in starters or not word.isalpha()
        ]
    return found


def _place(lower: str, run: str, start: int) -> int:
    """Return where a run of characters between spaces stands first, from ``start`` on."""
    at = lower.index(run, start)
    while not (lower[at - 1 : at] or " ").isspace() or not (lower[at + len(run) : at + len(run) + 1] or " ").isspace():
        at = lower.index(run, at + 1)
    return at


def _addresses(lower: str) -> list[Span]:
    """Return where URLs and e-mail addresses stand: their digits are no numerals."""
    if "://" not in lower and "www." not in lower and "@" not in lower:
        return []
    return [Span(*match.span()) for match in _ADDRESS.finditer(lower)]


def _mixed(scan: Scan, start: int, word: str) -> Numeral | None:
    """Read a chunk that is not letters alone: digits, hyphens, or both with letters."""
    skipped = len(word) - len(word.lstrip("-‑"))
    start, word = start + skipped, word[skipped:]
    if not _DIGIT.search(word):
        readers = scan.profile.starters.get(re.split("[-‑]", word, maxsplit=1)[0], ())
        return first_of(readers, scan, start)
    start += _skipped(scan.text[start : start + len(word)], word, scan.lower[start : start + len(word) + 4])
    if scan.lower[start].isdecimal() and scan.lower[start].isascii():
        return from_digits(scan, start)
    return _identifier(scan, start)


def _skipped(text: str, word: str, tail: str) -> int:
    """Return how many characters before the digits are no part of a name: ``Mid-`` of Mid-1990s, ``rmb`` of RMB100,
    letters of another script than the Latin (웹3, و0xE9).
    """
    other = _OTHER_SCRIPT.match(word)
    if other:
        return other.end()
    currency = _CURRENCY.match(word) or (tail and _PREFIXED.match(tail))
    if currency:
        return currency.end()
    prefix = _LOOSE_PREFIX.match(word)
    return prefix.end() if prefix and (prefix[1] in _NO_NAME or text[: prefix.end()].islower()) else 0


def _identifier(scan: Scan, start: int) -> Numeral | None:
    """Read a name with digits; the hyphenated words after its last digit are no part of it."""
    first = _LETTERS_DIGITS.match(scan.lower, start)
    readers = scan.profile.starters.get(first[0], ()) if first else ()
    numeral = first_of(readers, scan, start) if first and not first[0].isalpha() else None
    if numeral:
        return numeral
    match = NAME.match(scan.lower, start)
    if match and _POWER.fullmatch(match[0]):
        return None
    if match is None or not _DIGIT.search(match[0]):
        return first_of(readers, scan, start)
    return scan.numeral(Kind.IDENTIFIER, start, match.end(), ())
