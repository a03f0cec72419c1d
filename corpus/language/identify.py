"""What language a text is in.

Vietnamese and English are told by their marks and commonest words, which on texts of eight words or more is as good as
a trained identifier; any other language is told by py3langid (Lui and Baldwin 2012, "langid.py"), whose model is part
of its package and is loaded only when it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from songngu.corpus.language.tags import base_language

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_WORD = re.compile(r"[^\W\d_]+(?:\u0300|\u0301|\u0303|\u0309|\u0323|\u0302|\u0306|\u031b|[^\W\d_])*")
_MARK = re.compile("[àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ\u0300-\u0323]")
_VIETNAMESE = "cho hay khi không là ra sau theo thì trong và về xin anh em ta tôi con hai"
_ENGLISH = """
a about all an and are as at be been but by can for from had has have he her his if in into is it its may not of on one
or our she so than that the their they this to was we were what when which who will with you your
"""
_COMMON = {"vi": frozenset(_VIETNAMESE.split()), "en": frozenset(_ENGLISH.split())}
# Those of them that are no words of other languages, as *in*, *on*, *was* and *has* are.
_ONLY_ENGLISH = frozenset(
    "the of and from have into may our she than that their they this to were what when which who with you your".split()  # noqa: SIM905
)
# Cyrillic, Arabic and Devanagari letters, which many languages are written in.
_SHARED_SCRIPTS = re.compile("[\u0400-\u052f\u0600-\u06ff\u0900-\u097f]")
_ADDRESS = re.compile(r"\S*(?://|@|www\.)\S*")
_LEAST_WORDS = 8
_SAMPLE = 20_000
_LEAST_PROBABILITY = 0.99
_LIKELY = 0.4
_LEAST_LETTERS = 12
# Letters that hardly any other language has.
_OWN = re.compile("[ảạăằẳẵắặầẩẫấậđẻẽẹềểễếệỉĩịỏọồổỗốộơờởỡớợủũụưừửữứựỷỹỵ\u0309\u0323\u031b]")
_FOREIGN = re.compile("[\u0370-\u1dff\u2de0-\u2dff\u2e80-\ud7ff\uf900-\ufaff\uff66-\uff9d\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_MACRO = {"yue": "zh", "wuu": "zh", "ary": "ar", "arz": "ar"}
# Languages that the model takes for each other, or that people call by the code of another of the group.
_ALIKE = (
    {"no", "nb", "nn", "da"}, {"id", "ms", "jv"}, {"hr", "sr", "bs", "sl", "sh"}, {"cs", "sk"}, {"pt", "gl"},
    {"es", "an", "ext", "ca", "oc"}, {"zh", "yue", "wuu", "cmn", "lzh"}, {"fa", "ps", "ur"}, {"hi", "mr", "ne"},
    {"el", "grc"}, {"he", "hbo"}, {"de", "lb"}, {"af", "nl"}, {"xh", "zu"}, {"uz", "uzs"}, {"ar", "ary", "arz"},
)  # fmt: skip


class _Signs(dict[str, int]):
    """Which of the two languages each word form is a sign of, worked out when it is first met."""

    NONE, VIETNAMESE, ENGLISH, BOTH = range(4)

    def __missing__(self, form: str) -> int:
        word = form.lower()
        vietnamese = bool(_MARK.search(word)) or word in _COMMON["vi"]
        self[form] = sign = self.VIETNAMESE * vietnamese + self.ENGLISH * (word in _COMMON["en"])
        return sign


_signs = _Signs()


def identify(text: str, expected: Sequence[str] = ("vi", "en")) -> str | None:
    """Return the language of a text (its two-letter code), or None where that is not sure: a short text, a mixed one.

    Where ``expected`` are Vietnamese and English, a text is one of these, or neither for sure.
    """
    text = text[:_SAMPLE]
    has_address = "//" in text or "@" in text or "www." in text
    words = _WORD.findall(_ADDRESS.sub(" ", text) if has_address else text)
    if _is_foreign(text):
        return _trained(text, _LIKELY)  # its letters tell most already
    if len(words) < _LEAST_WORDS:
        return None
    signs = bytes(map(_signs.__getitem__, words))
    vietnamese = (signs.count(_Signs.VIETNAMESE) + signs.count(_Signs.BOTH)) / len(words)
    english = (signs.count(_Signs.ENGLISH) + signs.count(_Signs.BOTH)) / len(words)
    if vietnamese >= 0.45 and english < 0.1:
        return "vi" if "vi" in expected else _trained(text)
    if english >= 0.14 and vietnamese < 0.1:
        return "en" if "en" in expected else _trained(text)
    return None if set(expected) <= {"vi", "en"} and len(words) < 5 * _LEAST_WORDS else _trained(text)


def _trained(text: str, least: float = _LEAST_PROBABILITY) -> str | None:
    lang, probability = _identifier().classify(text[:_SAMPLE])
    return _MACRO.get(str(lang), str(lang)) if probability >= least else None


def may_be_in(text: str, lang: str) -> bool:
    """Tell whether a text that is told to be in another language may well be in ``lang``, as a few words may."""
    return language_probability(text[:_SAMPLE], lang) > 1 - _LEAST_PROBABILITY


def language_probability(text: str, lang: str) -> float:
    """Return the probability that a text is in a language (its two-letter code), by py3langid: 80 µs a sentence."""
    return next((float(probability) for code, probability in _identifier().rank(text) if code == lang), 0.0)


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def likely_language(text: str) -> str | None:
    """Return the language a text is in for sure, else the one it is likeliest in; None for a text without words.

    Of a few words it is Vietnamese or English, unless the model is sure of another.
    """
    sure = identify(text)
    words = _WORD.findall(text[:_SAMPLE])
    if sure or not words:
        return sure
    if has_own_letters(text):
        return "vi"
    ranks = {str(code): float(probability) for code, probability in _identifier().rank(text[:_SAMPLE])}
    best = max(ranks, key=lambda code: (ranks[code], code))
    if not _LATIN.search(text) or (ranks[best] >= _LEAST_PROBABILITY and len(words) * 2 >= _LEAST_WORDS):
        return _MACRO.get(best, best)
    return "vi" if ranks["vi"] > ranks["en"] else "en"


def has_own_letters(text: str) -> bool:
    """Tell whether a fair share of the words of a text, be they few, have letters that hardly any language but
    Vietnamese has.
    """
    words = _WORD.findall(text[:_SAMPLE])
    return bool(words) and sum(bool(_OWN.search(word.lower())) for word in words) * 10 >= len(words)


def shows_language(text: str, lang: str) -> bool:
    """Tell whether a text, be it short, shows that it is in a language it is guessed to be in.

    Vietnamese by its own letters, English by words that no other language has, others by a script that few write.
    """
    base = base_language(lang)
    if base == "vi":
        return has_own_letters(text)
    words = _WORD.findall(text[:_SAMPLE])
    if base == "en":
        return sum(word.lower() in _ONLY_ENGLISH for word in words) * 10 >= max(len(words), 1)
    if not _LATIN.search(text):
        return not _SHARED_SCRIPTS.search(text)
    return language_probability(text[:_SAMPLE], base) >= _LEAST_PROBABILITY and len(words) * 2 >= _LEAST_WORDS


def likelier_language(text: str, langs: Sequence[str]) -> str | None:
    """Return which of some languages a text is likelier in, None for a text without words."""
    likely = likely_language(text)
    by_base = {base_language(lang): lang for lang in langs}
    if likely is None or likely in by_base:
        return likely and by_base[likely]
    ranks = {str(code): float(probability) for code, probability in _identifier().rank(text[:_SAMPLE])}
    return by_base[max(by_base, key=lambda base: (ranks.get(base, 0.0), base))]


def _is_foreign(text: str) -> bool:
    """Tell whether most of a text that is long enough is in another script than the Latin."""
    if text.isascii():
        return False
    foreign = len(_FOREIGN.findall(text))
    return foreign >= _LEAST_LETTERS and foreign > len(_LATIN.findall(text))


def contradicts(told: str, lang: str) -> bool:
    """Tell whether a text that is `told` to be in a language is plainly not in ``lang``, which someone says it is in.

    A language the model does not know, or takes for the one it told, is none that it can contradict, unless it is
    written in another script.
    """
    said = base_language(lang)
    if told == said or are_alike(told, said):
        return False
    return said in ("vi", "en") or said in _known() or _script(told) != _script(lang)


@cache
def _script(tag: str) -> str:
    """Return the script that a language is mostly written in; Chinese characters of all kinds are one."""
    from langcodes import Language

    script = Language.get(tag).maximize().script or ""
    return "Hani" if script in ("Hans", "Hant", "Jpan") else script


def are_alike(one: str, other: str) -> bool:
    """Tell whether identifiers take two languages for each other, or people call one by the code of the other."""
    return any({one, other} <= group for group in _ALIKE)


@cache
def _known() -> frozenset[str]:
    return frozenset(map(str, _identifier().nb_classes))
