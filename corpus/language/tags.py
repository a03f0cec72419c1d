"""Language tags as files write them: compared without regard to case, separator or length of the code (BCP 47)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

# ISO 639-2 and 639-3 codes of languages that have one of two letters, by both names where there are two.
# fmt: off
_LONG = {
    "ar": "ara", "bg": "bul", "bn": "ben", "ca": "cat", "cs": "ces cze", "da": "dan", "de": "deu ger",
    "el": "ell gre", "en": "eng", "es": "spa", "et": "est", "fa": "fas per", "fi": "fin", "fr": "fra fre",
    "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun", "id": "ind", "is": "isl", "it": "ita", "ja": "jpn",
    "km": "khm", "ko": "kor", "lo": "lao", "lt": "lit", "lv": "lav", "ms": "may msa", "my": "mya bur",
    "nl": "dut nld", "no": "nor", "pl": "pol", "pt": "por", "ro": "ron rum", "ru": "rus", "sk": "slk slo",
    "sl": "slv", "sv": "swe", "ta": "tam", "th": "tha", "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie",
    "zh": "chi zho",
}
# fmt: on
_SHORT = {long: short for short, codes in _LONG.items() for long in codes.split()}


@cache
def normal_tag(tag: str) -> str:
    """Return a language tag in lower case, with hyphens, and its language in two letters where it has such a code."""
    first, hyphen, rest = tag.strip().lower().replace("_", "-").partition("-")
    return _SHORT.get(first, first) + hyphen + rest


def base_language(tag: str) -> str:
    """Return the language of a tag without script, region or variant."""
    return normal_tag(tag).partition("-")[0]


def is_well_known(tag: str) -> bool:
    """Tell whether a tag is of a language with two-letter codes that bitexts are often in."""
    return base_language(tag) in _LONG


def find_tag(wanted: str, tags: Sequence[str | None], *, loose: bool = False) -> int | None:
    """Return the place of the tag that is ``wanted``, else of one that is more or less specific, else None.

    ``vi`` finds ``VI_VN`` and ``vi-VN`` finds ``vi``; ``en-GB`` finds ``en-US`` only if ``loose``. A tag that is None
    is passed over.
    """
    known = [(place, tag) for place, tag in enumerate(tags) if tag is not None]
    normal = normal_tag(wanted)
    for matches in (
        lambda tag: tag == wanted,
        lambda tag: normal_tag(tag) == normal,
        lambda tag: _within(normal_tag(tag), normal) or _within(normal, normal_tag(tag)),
        lambda tag: loose and base_language(tag) == base_language(wanted),
    ):
        for place, tag in known:
            if matches(tag):
                return place
    return None


def _within(tag: str, other: str) -> bool:
    return bool(other) and tag.startswith(f"{other}-")
