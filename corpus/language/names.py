"""Languages by the names people call them in headings and on the command line: English, Vietnamese and their own."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import PurePosixPath

from songngu.corpus.errors import UsageError
from songngu.corpus.language.tags import base_language, is_well_known, standard_tag
from songngu.corpus.language.words import LETTERS

# fmt: off
ENGLISH_NAMES = {
    "ar": "Arabic", "bg": "Bulgarian", "bn": "Bengali", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek",
    "en": "English", "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French",
    "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "id": "Indonesian", "it": "Italian",
    "ja": "Japanese", "km": "Khmer", "ko": "Korean", "la": "Latin", "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian",
    "ms": "Malay", "my": "Burmese", "nl": "Dutch", "no": "Norwegian", "pl": "Polish", "pt": "Portuguese",
    "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sr": "Serbian", "sv": "Swedish",
    "th": "Thai", "tl": "Tagalog", "tr": "Turkish", "uk": "Ukrainian", "vi": "Vietnamese", "zh": "Chinese",
}
"""The English name of a language by its code."""

_VIETNAMESE_NAMES = {
    "ar": "ả rập", "cs": "séc", "de": "đức", "el": "hy lạp", "en": "anh", "es": "tây ban nha", "fr": "pháp",
    "he": "do thái", "hi": "hindi", "hu": "hungary", "id": "indonesia", "it": "ý", "ja": "nhật", "km": "khmer",
    "ko": "hàn", "la": "la tinh", "lo": "lào", "ms": "mã lai", "my": "miến điện", "nl": "hà lan", "pl": "ba lan",
    "pt": "bồ đào nha", "ru": "nga", "sv": "thụy điển", "th": "thái", "tr": "thổ nhĩ kỳ", "uk": "ukraina",
    "vi": "việt", "zh": "trung",
}
_OTHER_NAMES = {
    "deutsch": "de", "español": "es", "castellano": "es", "français": "fr", "italiano": "it", "日本語": "ja",
    "한국어": "ko", "lao": "lo", "nederlands": "nl", "norsk": "no", "polski": "pl", "português": "pt", "русский": "ru",
    "svenska": "sv", "ไทย": "th", "українська": "uk", "中文": "zh", "汉语": "zh", "mandarin": "zh", "quốc ngữ": "vi",
    "tiếng hoa": "zh", "tiếng pháp": "fr", "việt nam": "vi", "vietnam": "vi", "viet nam": "vi", "farsi": "fa",
}
# Codes of countries and usual slips that stand for a language in headings: none of them is that of another language
# that a Vietnamese or English text is likely to be beside.
_SLIPS = {
    "vn": "vi", "vie": "vi", "viet": "vi", "eng": "en", "us": "en", "usa": "en", "gb": "en", "jp": "ja", "cn": "zh",
    "kr": "ko", "cz": "cs", "dk": "da", "gr": "el", "kh": "km", "tw": "zh", "ua": "uk", "anh": "en", "việt": "vi",
}
# fmt: on
_WORD = re.compile(LETTERS)
# Numbers and identifiers head columns more often than Norwegian and Indonesian.
_TAG = re.compile(r"(?!(?:no|id)$)[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.ASCII | re.IGNORECASE)
_CODE = re.compile(r"(?<=[(\[])[^\W_]+(?:[-_][^\W_]+)*(?=[)\]])|\b[A-Z]{2,3}\b")


def read_tag(text: str) -> str:
    """Return the language tag that a person gives, as BCP 47 writes it: ``vi`` of ``VIE``, ``vi-VN`` of ``vi_vn``.

    Raises UsageError for what is no tag, or one of no language; the hint has the tag that is likely meant.
    """
    tag = standard_tag(text)
    if tag is not None:
        return tag
    meant = _meant(text)
    hint = f"{language_name(meant)} is {meant}" if meant else "languages are given as vi, en, en-GB, zh-Hant …"
    raise UsageError(f"{text!r} is no language", hint=hint)


def language_named(heading: str) -> str | None:
    """Return the tag of the one language that a heading names, or None where it names none or several.

    ``vi-VN``, ``VN``, ``Tiếng Việt``, ``Bản dịch tiếng Anh``, ``English (US)``, ``Source text (VI)``.
    """
    text = unicodedata.normalize("NFC", heading).strip(" .:*")
    whole = _coded(text)
    if whole is not None:
        return whole
    words = f" {' '.join(_WORD.findall(text.casefold()))} "
    found = {code for name, code in _names().items() if f" {name} " in words}
    if not found:
        found = {code for part in _CODE.findall(text) if (code := _coded(part)) is not None}
    return found.pop() if len(found) == 1 else None


@cache
def names_of_language(tag: str) -> tuple[str, ...]:
    """Return what files and folders call a language, in lower case and the longest first: ``vi-vn``, ``vie``."""
    base = base_language(tag)
    normal = tag.lower().replace("_", "-")
    slips = {slip for slip, code in _SLIPS.items() if code == base and slip.isascii()}
    return tuple(sorted({normal, normal.replace("-", "_"), base, *slips}, key=lambda name: (-len(name), name)))


def language_of_name(path: str) -> str | None:
    """Return the language that the name of a file ends with before its last ending: ``a.fr.txt``, ``a_pt-BR.md``."""
    stem = PurePosixPath(path.replace("\\", "/")).stem
    said = re.search(r"[._-]([A-Za-z]{2}(?:[-_](?:[A-Z][a-z]{3}|[A-Z]{2}))?)$", stem)
    return _coded(said[1]) if said else None


def language_name(tag: str) -> str:
    """Return the English name of the language of a tag, or the tag where it has none here."""
    return ENGLISH_NAMES.get(base_language(tag), tag)


def _coded(text: str) -> str | None:
    """Return the tag that the whole of a text is a code of."""
    if text.casefold() in _SLIPS:
        return _SLIPS[text.casefold()]
    return standard_tag(text) if _TAG.fullmatch(text) and is_well_known(text) else None


@cache
def _names() -> dict[str, str]:
    names = {name.lower(): code for code, name in ENGLISH_NAMES.items()} | _OTHER_NAMES
    for code, name in _VIETNAMESE_NAMES.items():
        for called in (f"tiếng {name}", f"{name} ngữ"):
            names[called] = names[_bare(called)] = code
    return names


def _bare(text: str) -> str:
    """Return a text without its marks, as Vietnamese is typed where there is no keyboard for it."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _meant(text: str) -> str | None:
    """Return the tag that someone who wrote ``text`` for a language likely meant."""
    named = language_named(text)
    if named is not None or not re.fullmatch(r"[A-Za-z]{2}", text):
        return named
    from langcodes import Language

    spoken = Language.get(f"und-{text.upper()}").maximize().language
    return spoken if spoken not in ("und", "en") else None  # English is said of places there are not
