"""Language tags (BCP 47) as people and files write them: compared and looked up (RFC 4647)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

_WELL_KNOWN = frozenset(
    {
        "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu",
        "id", "is", "it", "ja", "km", "ko", "lo", "lt", "lv", "ms", "my", "nl", "no", "pl", "pt", "ro", "ru", "sk",
        "sl", "sv", "ta", "th", "tr", "uk", "ur", "vi", "zh",
    }
)  # fmt: skip


def standard_tag(text: str) -> str | None:
    """Return a language tag as BCP 47 writes it: ``vi`` of ``VIE``, ``vi-VN`` of ``vi_vn``; None for what is no tag."""
    if text in _WELL_KNOWN:
        return text
    from langcodes import standardize_tag, tag_is_valid
    from langcodes.tag_parser import LanguageTagError

    try:
        return standardize_tag(text) if tag_is_valid(text) else None
    except LanguageTagError:
        return None


@cache
def normal_tag(tag: str) -> str:
    """Return a language tag in lower case, with hyphens, and its language in two letters where it has such a code."""
    first, hyphen, rest = tag.strip().lower().replace("_", "-").partition("-")
    return _short(first) + hyphen + rest


def _short(code: str) -> str:
    """Return the code of two letters of a language, for those of three (ISO 639-2 and 639-3)."""
    if len(code) != 3 or not (code.isascii() and code.isalpha()):
        return code
    from langcodes import standardize_tag

    return standardize_tag(code)


def base_language(tag: str) -> str:
    """Return the language of a tag without script, region or variant."""
    return normal_tag(tag).partition("-")[0]


def is_well_known(tag: str) -> bool:
    """Tell whether a tag is of a language with two-letter codes that bitexts are often in."""
    return base_language(tag) in _WELL_KNOWN


def find_tag(wanted: str, tags: Sequence[str | None], *, loose: bool = False) -> int | None:
    """Return the place of the tag that serves best where ``wanted`` is, or None: the look-up of RFC 4647, section 3.4.

    First ``wanted`` as it is written, then in another case or with another separator or code, then what is left as its
    subtags are cut from the end (``zh-Hant`` before ``zh``), then one that is more specific (``vi`` finds ``vi-VN``).
    ``en-GB`` finds ``en-US`` only if ``loose``. A tag that is None is passed over; of equals the first is found.
    """
    ranks = [(_rank(wanted, tag, loose=loose), place) for place, tag in enumerate(tags) if tag is not None]
    found = min(((rank, place) for rank, place in ranks if rank is not None), default=None)
    return found and found[1]


def tags_match(one: str, other: str) -> bool:
    """Tell whether what is said of texts in one language holds of texts in the other: ``en`` and ``en-GB``, not
    ``en-US`` and ``en-GB``. Those are the tags that `find_tag` finds.
    """
    return _rank(one, other) is not None


def _rank(wanted: str, tag: str, *, loose: bool = False) -> tuple[int, int] | None:
    """Return how far a tag is from the one that is wanted, None where it does not serve."""
    if tag == wanted:
        return 0, 0
    asked, normal = normal_tag(wanted), normal_tag(tag)
    if asked == normal:
        return 1, 0
    if normal and asked.startswith(f"{normal}-"):
        return 2, -len(normal)
    if asked and normal.startswith(f"{asked}-"):
        return 3, 0
    return (4, 0) if loose and base_language(asked) == base_language(normal) else None
