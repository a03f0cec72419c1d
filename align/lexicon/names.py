"""Chinese names in Vietnamese reading and in pinyin: how well *Lương Văn Phong* goes with *Liang Wenfeng*.

Each Vietnamese syllable is compared with a pinyin syllable through a table of readings of Chinese characters. The score
is evidence that two names are one, never a conversion: the table reads *Mạnh Quân* as well as any Chinese name.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from songngu.align.lexicon.transliteration import transliteration_score

_TONES = {0x300: "1", 0x301: "2", 0x303: "3", 0x309: "4", 0x323: "5"}
_I_FOR_Y = re.compile(r"(?<=[hklmst])y(?=\d?$)")
_SHAANXI = ("thiểm", "shaan")  # 陝 is spelt with aa in its province, to tell it from 山西 Shanxi (Sơn Tây)
_OTHER_TONE = 0.5
_LONGEST_SYLLABLE = 6
_LONGEST_NAME = 4
_FLOOR = 1e-3

_UPPER = "".join(letter for letter in map(chr, range(0x41, 0x1F00)) if letter.isupper())
_CAPITALISED_RUN = re.compile(rf"[{_UPPER}](?<!\w.)[^\W\d_]*(?: [{_UPPER}][^\W\d_]*)+")
_PINYIN_NAME = re.compile(r"[A-Z](?<!\w.)[a-zü]+(?:['’][a-z]+|-[a-z]+)?(?: [A-Z][a-zü]+(?:['’][a-z]+)?){0,2}")
_PINYIN_WORD = re.compile(r"[A-Za-zü]+(?:['’-][a-z]+)*")

_ENGLISH_WORDS = """
a an are bad ban bang banana be bee bin bob bone cake call can canada cane care case change cope cuba dan dance den die
done dune eden fan fang fee fence fine fun game gang gene gone guide gun hang he hence here hide huge hun in japan june
kenya lane language large lean life like line lone long lung made make male man manage mali mama manga manila mean men
menu me mine mode more name nature nine no nun ode one page pan panama papa pen pence pin pine ping pipe pure ran rang
range rare rate ride rise rule run same sane sang sauna sea see she side sing singe size song sudan sue sun sung sure
take tan ten tide time tone tune type wade wage wane we wide wife wine wing women yemen yen you young
"""
_STOP = frozenset(_ENGLISH_WORDS.split())


@lru_cache(maxsize=20_000)
def syllable_key(syllable: str) -> str:
    """Return a Vietnamese syllable in lower case, its tone as a digit at the end, y after h k l m s t as i.

    *hoà* and *hòa*, *Lý* and *lí*, composed and decomposed letters have equal keys.
    """
    letters: list[str] = []
    tone = ""
    for letter in unicodedata.normalize("NFD", syllable.lower()):
        mark = _TONES.get(ord(letter))
        if mark is None:
            letters.append(letter)
        else:
            tone = mark
    bare = unicodedata.normalize("NFC", "".join(letters)).replace("ð", "đ").replace("quy", "qui")
    return _I_FOR_Y.sub("i", bare) + tone


@cache
def _table() -> Mapping[str, Mapping[str, float]]:
    """Return, by Vietnamese key and pinyin syllable, a likeness: the root of its share of the reading's best count.

    A reading in a tone the table does not give it (Nhậm for Nhâm, Hoản for Hoàn) is worth half as much.
    """
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    text = files("songngu.align").joinpath("data", "syllables.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        reading, sound, count = line.split("\t")
        counts[syllable_key(reading)][sound] = int(count)
    reading, sound = _SHAANXI
    counts[syllable_key(reading)][sound] = 2 * max(counts[syllable_key(reading)].values())
    rows = {key: {sound: math.sqrt(n / max(row.values())) for sound, n in row.items()} for key, row in counts.items()}
    for bare, other in _toneless(rows).items():
        for key in (bare + tone for tone in ("", *_TONES.values())):
            rows[key] = other | rows.get(key, {})
    return rows


def _toneless(rows: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Return the rows of all tones of a syllable together, worth half as much each."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for key, row in rows.items():
        joined = found[key.rstrip("12345")]
        for sound, likeness in row.items():
            joined[sound] = max(joined.get(sound, 0.0), _OTHER_TONE * likeness)
    return found


@cache
def pinyin_syllables() -> frozenset[str]:
    """Return the pinyin syllables there are, without tones, ü written v."""
    return frozenset(sound for row in _table().values() for sound in row)


@cache
def _pinyin_pattern() -> re.Pattern[str]:
    """Return what a joined pinyin word looks like: refusing an English word by it is much cheaper than cutting it."""
    return re.compile(f"(?:{'|'.join(sorted(pinyin_syllables(), reverse=True))})+")


@lru_cache(maxsize=100_000)
def split_pinyin(word: str) -> tuple[tuple[str, ...], ...]:
    """Return every way to cut a joined pinyin word into syllables: ``Xian`` is xian and xi an; none for other words.

    Capitals, tone marks and hyphens do not matter; an apostrophe or hyphen always cuts.
    """
    marks = unicodedata.normalize("NFD", word.lower().replace("’", "'"))
    bare = "".join(mark for mark in marks if mark == "\u0308" or mark.isascii())
    parts = re.split(r"['\- ]", unicodedata.normalize("NFC", bare).replace("ü", "v"))
    found: list[tuple[str, ...]] = [()]
    for part in parts:
        found = [head + tail for head in found for tail in _cuts(part)]
    return tuple(cut for cut in found if cut)


def _cuts(letters: str) -> list[tuple[str, ...]]:
    """Return every way to cut ``letters``, without marks between, into syllables."""
    if not _pinyin_pattern().fullmatch(letters):
        return []
    syllables = pinyin_syllables()
    ways: list[list[tuple[str, ...]]] = [[] for _ in range(len(letters) + 1)]
    ways[0].append(())
    for end in range(1, len(letters) + 1):
        for start in range(max(0, end - _LONGEST_SYLLABLE), end):
            if ways[start] and letters[start:end] in syllables:
                ways[end] += [(*head, letters[start:end]) for head in ways[start]]
    return ways[-1]


def name_score(vietnamese: str, pinyin: str) -> float:
    """Return from 0 to 1 how well a Vietnamese name goes with a pinyin name, either whole or a part of the other.

    Whole against whole, it is the geometric mean of the syllables' likenesses; a part (*Văn Phong* of *Liang Wenfeng*)
    is worth the square root of the share it covers. Given name before surname (*Jinping Xi*) costs a tenth.
    """
    keys = [syllable_key(word) for word in vietnamese.split()]
    words = [split_pinyin(word) for word in pinyin.split()]
    if not keys or not words or not all(words):
        return 0.0
    best = max(_aligned(keys, cut) for cut in _joined(words))
    if len(words) > 1:
        best = max(best, 0.9 * max(_aligned(keys, cut) for cut in _joined([*words[1:], words[0]])))
        best = max(best, 0.9 * max(_aligned(keys, cut) for cut in _joined([words[-1], *words[:-1]])))
    return best


def name_likeness(vietnamese: str, name: str) -> float:
    """Return from 0 to 1 how well a Vietnamese name goes with a name in Latin letters, read as Chinese or by ear."""
    return max(name_score(vietnamese, name), transliteration_score(vietnamese, name))


def _joined(words: Sequence[Sequence[tuple[str, ...]]]) -> list[tuple[str, ...]]:
    """Return every way to cut a name of several words, given the ways to cut each."""
    found: list[tuple[str, ...]] = [()]
    for ways in words:
        found = [head + tail for head in found for tail in ways]
    return found


def _aligned(keys: Sequence[str], sounds: Sequence[str]) -> float:
    """Return the score of the best placing of the shorter name inside the longer one."""
    table = _table()
    short, long = sorted((len(keys), len(sounds)))
    best = 0.0
    for shift in range(long - short + 1):
        here = keys[shift : shift + short] if len(keys) > short else keys
        there = sounds[shift : shift + short] if len(sounds) > short else sounds
        likeness = 1.0
        for key, sound in zip(here, there, strict=True):
            likeness *= table.get(key, {}).get(sound, _FLOOR)
            if likeness <= _FLOOR:
                break
        else:
            best = max(best, likeness)
    return float(best ** (1 / short) * math.sqrt(short / long))


def vietnamese_names(sentences: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the possible names of a text with their syllable keys: two to four capitalised syllables in a row.

    Parts of a longer row are names too. Only syllables with a Chinese reading count; punctuation ends a row.
    """
    table = _table()
    keys: dict[str, str] = {}
    names: dict[str, tuple[str, ...]] = {}
    runs = dict.fromkeys(_CAPITALISED_RUN.findall(unicodedata.normalize("NFC", "\n".join(sentences))))
    for run in runs:
        words = run.split(" ")
        for word in words:
            if word not in keys:
                key = syllable_key(word)
                keys[word] = key if key in table else ""
        for start in range(len(words) - 1):
            for end in range(start + 1, min(len(words), start + _LONGEST_NAME) + 1):
                if not keys[words[end - 1]]:
                    break
                if end - start > 1:
                    names[" ".join(words[start:end])] = tuple(keys[word] for word in words[start:end])
    return names


def pinyin_names(sentences: Sequence[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the possible pinyin names of a text, one to three capitalised words, with every way to cut them.

    Words that the text also writes in lower case, and common English words, are no names.
    """
    text = "\n".join(sentences)
    lower = set(text.split())
    names: dict[str, tuple[tuple[str, ...], ...]] = {}
    for found in dict.fromkeys(_PINYIN_NAME.findall(text)):
        words = _PINYIN_WORD.findall(found)
        ways = [() if word.lower() in _STOP or word.lower() in lower else split_pinyin(word) for word in words]
        for start in range(len(words)):
            for end in range(start + 1, len(words) + 1):
                if not all(ways[start:end]):
                    break
                name = " ".join(words[start:end])
                if name not in names:
                    names[name] = tuple(cut for cut in _joined(ways[start:end]) if 2 <= len(cut) <= _LONGEST_NAME)
    return {name: cuts for name, cuts in names.items() if cuts}


def name_pairs(
    source_sentences: Sequence[str], target_sentences: Sequence[str], threshold: float = 0.6
) -> dict[str, dict[str, float]]:
    """Return the Vietnamese names of a document with the pinyin names that may be theirs and their scores.

    Names of equally many syllables are compared; the words of a pinyin name that is found (*Liang* and *Wenfeng* of
    *Liang Wenfeng*) are added as its parts. Scores below ``threshold`` are left out, parts excepted.
    """
    table = _table()
    index: dict[tuple[int, str], list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    targets = pinyin_names(target_sentences)
    for name, cuts in sorted(targets.items()):
        for cut in cuts:
            index[len(cut), cut[0]].append((name, cut))
    pairs: dict[str, dict[str, float]] = {}
    for name, keys in vietnamese_names(source_sentences).items() if index else ():
        found: dict[str, float] = {}
        for first in table[keys[0]]:
            for candidate, cut in index.get((len(keys), first), ()):
                score = _aligned(keys, cut)
                if score >= threshold:
                    found[candidate] = max(score, found.get(candidate, 0.0))
        if found:
            pairs[name] = _with_parts(name, found)
    return pairs


def _with_parts(name: str, found: dict[str, float]) -> dict[str, float]:
    """Add to the pinyin names found for ``name`` the single words of each, scored as parts."""
    whole = dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))
    for candidate in found:
        words = candidate.split()
        for word in words if len(words) > 1 else ():
            whole.setdefault(word, name_score(name, word))
    return whole


@cache
def sounds_of(syllable: str) -> tuple[str, ...]:
    """Return the pinyin syllables that a Vietnamese one may read, likeliest first, without tones, ü written v."""
    row = _table().get(syllable_key(syllable), {})
    return tuple(sorted(row, key=lambda sound: (-row[sound], sound)))


@cache
def readings_of(sound: str) -> tuple[str, ...]:
    """Return the Vietnamese syllables, with their marks, that the table of readings gives a pinyin syllable."""
    text = files("songngu.align").joinpath("data", "syllables.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return tuple(dict.fromkeys(reading for reading, heard, _ in rows if heard == sound))
