"""Compute align/data/syllables.tsv: which pinyin syllables a Vietnamese reading of a Chinese character goes with.

Run ``python -m benchmarks.train_syllables UNIHAN_READINGS HANVIET_DATA_JS [-o FILE]`` with

- ``Unihan_Readings.txt`` (or ``.txt.bz2``) of the Unicode Character Database: kVietnamese, kMandarin, kHanyuPinlu
  (Debian: package ``unicode-data``, /usr/share/unicode/; Unicode licence);
- ``src/hanvietData.js`` of the npm package ``hanviet-pinyin-words`` (``npm pack hanviet-pinyin-words``; MIT licence).

A row is a Vietnamese reading, a pinyin syllable without its tone (ü written v), and a count: every character with both
counts one, and one more for every tenfold of its frequency in kHanyuPinlu (a corpus of modern Chinese), so that the
character people are named with outweighs the one nobody has seen.
"""

from __future__ import annotations

import argparse
import bz2
import json
import math
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from songngu.align.lexicon.names import syllable_key

_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0304\u030c"))
_TABLE = Path(__file__).parents[1] / "align" / "data" / "syllables.tsv"

Readings = dict[str, set[str]]


def bare_pinyin(syllable: str) -> str:
    """Return a pinyin syllable without tone mark or tone number, ü as v: ``lǜ`` and ``lü4`` are both ``lv``."""
    letters = unicodedata.normalize("NFD", syllable.strip().lower().rstrip("12345").replace("u:", "ü"))
    return unicodedata.normalize("NFC", letters.translate(_TONES)).replace("ü", "v")


def read_unihan(path: Path) -> tuple[Readings, Readings, dict[tuple[str, str], int]]:
    """Return Vietnamese and Mandarin readings by character, and frequencies by character and syllable."""
    raw = path.read_bytes()
    text = (bz2.decompress(raw) if path.suffix == ".bz2" else raw).decode("utf-8")
    vietnamese: Readings = defaultdict(set)
    mandarin: Readings = defaultdict(set)
    frequency: dict[tuple[str, str], int] = {}
    for line in text.splitlines():
        if line.startswith("#") or line.count("\t") != 2:
            continue
        code, field, value = line.split("\t")
        character = chr(int(code[2:], 16))
        if field == "kVietnamese":
            vietnamese[character].update(unicodedata.normalize("NFC", reading.lower()) for reading in value.split())
        elif field == "kMandarin":
            mandarin[character].update(map(bare_pinyin, value.split()))
        elif field == "kHanyuPinlu":
            for entry in value.split():
                syllable, _, count = entry.rstrip(")").partition("(")
                mandarin[character].add(bare_pinyin(syllable))
                frequency[character, bare_pinyin(syllable)] = int(count)
    return vietnamese, mandarin, frequency


def read_hanviet(path: Path) -> dict[str, dict[str, list[str]]]:
    """Return the readings of ``hanvietData.js``: by character, then pinyin with tone number (``*``: any)."""
    text = path.read_text(encoding="utf-8")
    data: dict[str, dict[str, list[str]]] = json.loads(text[text.index("{") : text.rindex("}") + 1])
    return data


def pairs(
    vietnamese: Readings, mandarin: Readings, hanviet: dict[str, dict[str, list[str]]]
) -> Iterator[tuple[str, str, str]]:
    """Yield (character, Vietnamese reading, pinyin syllable) once each, in a fixed order.

    The word list says which reading goes with which pinyin; where it knows a character, Unihan's readings (many of them
    native Nôm words) are not multiplied with all of that character's pinyin.
    """
    for character in sorted(set(vietnamese) | set(hanviet)):
        found: set[tuple[str, str]] = set()
        for syllable, readings in hanviet.get(character, {}).items():
            sounds = mandarin.get(character, set()) if syllable == "*" else {bare_pinyin(syllable)}
            forms = [unicodedata.normalize("NFC", reading.lower()) for reading in readings if reading.isalpha()]
            found |= {(form, sound) for form in forms for sound in sounds}
        if not found:
            found = {(v, p) for v in vietnamese.get(character, ()) for p in mandarin.get(character, ())}
        # Interjections such as 嗯 are read n, ng, hm: no syllables that names are joined from.
        yield from ((character, reading, sound) for reading, sound in sorted(found) if set(sound) & set("aeiouv"))


def count(unihan: Path, hanviet: Path) -> list[tuple[str, str, int]]:
    """Return the rows of the table, sorted; spellings of one reading (hoà, hòa; quí, quý) are one row."""
    vietnamese, mandarin, frequency = read_unihan(unihan)
    counts: Counter[tuple[str, str]] = Counter()
    spelling: dict[str, Counter[str]] = defaultdict(Counter)
    for character, reading, sound in pairs(vietnamese, mandarin, read_hanviet(hanviet)):
        key = syllable_key(reading)
        spelling[key][reading] += 1
        counts[key, sound] += 1 + round(math.log10(1 + frequency.get((character, sound), 0)))
    best = {key: min(seen, key=lambda form: (-seen[form], form)) for key, seen in spelling.items()}
    return sorted((best[key], sound, number) for (key, sound), number in counts.items())


def main() -> None:
    """Read both sources and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("unihan", type=Path)
    parser.add_argument("hanviet", type=Path)
    parser.add_argument("-o", "--output", type=Path, default=_TABLE)
    options = parser.parse_args()
    rows = count(options.unihan, options.hanviet)
    with options.output.open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"{reading}\t{sound}\t{number}\n" for reading, sound, number in rows)
    print(f"{len(rows)} rows, {len({row[0] for row in rows})} readings, {len({row[1] for row in rows})} syllables")


if __name__ == "__main__":
    main()
