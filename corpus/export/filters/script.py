"""Whether each side is written in the letters of its language: script, alphabet, and letters at all."""

from __future__ import annotations

import polars as pl

from songngu.corpus.export.filters.filter import Filter
from songngu.corpus.export.filters.words import lesser, text
from songngu.corpus.language.by_language import UNKNOWN, by_language

_VIETNAMESE = "a-zàảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
_ALPHABETS = {
    "vi": _VIETNAMESE,
    "en": "a-z",
    "de": "a-zäöüß",
    "fr": "a-zàâæçéèêëîïôœùûüÿ",
    "es": "a-záéíñóúü",
    "it": "a-zàèéìíòóùú",
    "pt": "a-zàáâãçéêíóôõú",
    "nl": "a-zéëïóöü",
    "id": "a-z",
}
SCRIPTS = {
    **dict.fromkeys(("ru", "uk", "bg", "be", "mk", "kk", "ky", "mn", "tg"), r"\p{Cyrillic}"),
    "sr": r"\p{Cyrillic}\p{Latin}",
    "zh": r"\p{Han}\p{Bopomofo}",
    "ja": r"\p{Han}\p{Hiragana}\p{Katakana}ー",
    "ko": r"\p{Hangul}\p{Han}",
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ug"), r"\p{Arabic}"),
    **dict.fromkeys(("he", "yi"), r"\p{Hebrew}"),
    **dict.fromkeys(("hi", "mr", "ne", "sa"), r"\p{Devanagari}"),
    "bn": r"\p{Bengali}",
    "ta": r"\p{Tamil}",
    "te": r"\p{Telugu}",
    "kn": r"\p{Kannada}",
    "ml": r"\p{Malayalam}",
    "gu": r"\p{Gujarati}",
    "pa": r"\p{Gurmukhi}",
    "si": r"\p{Sinhala}",
    "th": r"\p{Thai}",
    "lo": r"\p{Lao}",
    "km": r"\p{Khmer}",
    "my": r"\p{Myanmar}",
    "el": r"\p{Greek}",
    "ka": r"\p{Georgian}",
    "hy": r"\p{Armenian}",
    "am": r"\p{Ethiopic}",
}
"""The scripts of languages that are not written in Latin letters, as a class of a regular expression holds them."""

LATIN = r"\p{Latin}"


def _script(side: str) -> pl.Expr:
    return by_language(text(side), f"{side}_lang", _script_share, pl.Float64())


def _alphabet(side: str) -> pl.Expr:
    return by_language(text(side), f"{side}_lang", _alphabet_share, pl.Float64())


def _script_share(texts: pl.Series, lang: str) -> pl.Series:
    return _share(texts, None if lang == UNKNOWN else SCRIPTS.get(lang, LATIN))


def _alphabet_share(texts: pl.Series, lang: str) -> pl.Series:
    return _share(texts, _ALPHABETS.get(lang))


def _share(texts: pl.Series, expected: str | None) -> pl.Series:
    """Return the share of the letters that are among those ``expected``; null without letters."""
    if expected is None:
        return pl.repeat(None, len(texts), dtype=pl.Float64, eager=True)
    frame = pl.LazyFrame({"text": texts}).with_row_index("place")
    strange = rf"(?i)[\p{{L}}--[{expected}]]"
    odd = frame.filter(pl.col("text").str.contains(strange)).select(
        "place",
        share=1 - pl.col("text").str.count_matches(strange) / pl.col("text").str.count_matches(r"\p{L}"),
    )
    usual = pl.when(pl.col("text").str.contains(r"\p{L}")).then(1.0)
    scores = frame.join(odd, on="place", how="left", maintain_order="left").select(pl.coalesce("share", usual))
    return scores.collect(engine="in-memory").to_series()


def _letters(side: str) -> pl.Expr:
    length = text(side).str.len_chars()
    return (length - text(side).str.count_matches(r"[^\p{L}\p{M}]")) / length


SCRIPT = Filter(
    "script",
    "letters in a script of the declared language by all letters, the lesser of both sides",
    lambda: lesser(_script),
    least=0.8,
)
ALPHABET = Filter(
    "alphabet",
    "letters in the alphabet of the declared language by all letters, the lesser of both sides",
    lambda: lesser(_alphabet),
    least=0.6,
)
LETTERS = Filter(
    "letters",
    "letters by all characters, spaces among them, the lesser of both sides",
    lambda: lesser(_letters),
    least=0.25,
)
