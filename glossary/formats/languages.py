"""Languages as the files of other tools name them."""

from __future__ import annotations

import re

_CODES = frozenset(
    re.findall(
        r"\w+",
        "aa ab af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee "
        "el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io "
        "is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn "
        "mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se "
        "sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo "
        "wa wo xh yi yo za zh zu ceb fil haw hmn yue",
    )
)
_NAMES = {
    "arabic": "ar", "bulgarian": "bg", "chinese": "zh", "croatian": "hr", "czech": "cs", "danish": "da", "dutch": "nl",
    "english": "en", "estonian": "et", "finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hebrew": "he",
    "hindi": "hi", "hungarian": "hu", "indonesian": "id", "italian": "it", "japanese": "ja", "khmer": "km",
    "korean": "ko", "lao": "lo", "latvian": "lv", "lithuanian": "lt", "malay": "ms", "norwegian": "no", "polish": "pl",
    "portuguese": "pt", "romanian": "ro", "russian": "ru", "serbian": "sr", "slovak": "sk", "slovenian": "sl",
    "spanish": "es", "swedish": "sv", "thai": "th", "turkish": "tr", "ukrainian": "uk", "vietnamese": "vi",
}  # fmt: skip
_REGIONS = {
    "united_states": "US", "united_kingdom": "GB", "prc": "CN", "taiwan": "TW", "brazil": "BR", "portugal": "PT",
    "germany": "DE", "france": "FR", "canada": "CA", "australia": "AU", "vietnam": "VN", "japan": "JP", "spain": "ES",
}  # fmt: skip
_TAG = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{1,8})*)")


def code(text: str) -> str | None:
    """Return the language code that a cell or heading is (``EN-us`` is ``en-US``), or None."""
    found = _TAG.fullmatch(text.strip())
    if not found or found[1].lower() not in _CODES:
        return None
    parts = [part for part in re.split("[-_]", found[2]) if part]
    shaped = (part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part for part in parts)
    return "-".join((found[1].lower(), *shaped))


def named(text: str) -> str | None:
    """Return the code of a language called by its English name and perhaps a region: ``Chinese_PRC`` is ``zh-CN``."""
    name, _, region = text.strip().lower().replace(" ", "_").replace("(", "").replace(")", "").partition("_")
    if name not in _NAMES:
        return None
    if not region:
        return _NAMES[name]
    return f"{_NAMES[name]}-{_REGIONS[region]}" if region in _REGIONS else None


def name_of(lang: str) -> str:
    """Return the English name of a language as memoQ heads its columns, or the code where it has none."""
    base, _, region = lang.partition("-")
    names = {code: name.title() for name, code in _NAMES.items()}
    if base not in names:
        return lang
    regions = {code: "PRC" if name == "prc" else name.title() for name, code in _REGIONS.items()}
    return f"{names[base]}_{regions[region]}" if region in regions else names[base] if not region else lang
