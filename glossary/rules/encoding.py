"""ENC: letters that are not what they look like. Each rule speaks once a file: one slip there is a thousand."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Literal

from songngu.corpus.language.message import Message
from songngu.corpus.language.tags import base_language
from songngu.glossary.finding import Severity
from songngu.glossary.rules.rule import SIDES, Example, Issue, Mark, Row, Rule, Side, silent

_MARKS = re.compile("[\u0300-\u036f]")
# ð, ɖ for đ beside Vietnamese or Latin letters; Cyrillic letters, and the Greek ones that look like Latin, in a Latin
# word (μm and Δt are no slips).
_ETH = re.compile("[ÐƉðɖ]")
_LATIN = "A-Za-z\u00c0-\u024f\u1e00-\u1eff"
_OTHER = "\u0400-\u052fΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρυι"
_MIXED = re.compile(f"(?<=[{_LATIN}])[{_OTHER}]|[{_OTHER}](?=[{_LATIN}])")
# Where words are declined in these scripts, Latin ones take their endings: *PMу*.
_WITHIN = re.compile(f"(?<=[{_LATIN}])[{_OTHER}](?=[{_LATIN}])|(?<=[\u0370-\u052f])[{_LATIN}](?=[\u0370-\u052f])")
_OTHER_SCRIPTS = frozenset(("be", "bg", "el", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"))
_INVISIBLE = re.compile("[\u200b\u2060\u00ad]")
# These languages mark with it where a line may break.
_NO_BREAK = re.compile("[\u2060\u00ad]")
_BREAKING = frozenset(("km", "lo", "my", "th"))
_DOUBTFUL = re.compile(f"[ÐƉðɖ\u200b\u2060\u00ad{_OTHER}]")  # hardly any text has one
# UTF-8 read as a one-byte code page; the replacement character; TCVN3 and VNI syllables.
_BROKEN = re.compile(
    "\ufffd|Ã[\u00a0-\u00bf]|Ä[\u0080-\u009f\u2018’“”‘‚]|áº[\u0080-\u00bf]|á»[\u0080-\u00bf]|Æ[°¡]|â€[\u0098-\u009d™œ“”¢]"
    "|[®µ¸¶·¹¨»¾¼½Æ©Ê][a-z]*[®µ¸¶·¹¨»¾¼½©]|[aeouAEOU][ùøûõïâê][ùøûõïäéèåãü]"
)

# Signs of TCVN3 and of VNI in a word, and question marks where letters were lost: Hµ Néi, ng??i.
_TCVN = re.compile("[A-Za-z][µ¸¶¹¨¾¬]|[¸¶¹¨¾¬][a-z]|(?<!\\w)®[«¬Êa-zÀ-ỹ]")
_VNI = re.compile("[aeouôö][äåëûïüø]|[aeo]â|[ae][ùõ]|(?<!\\w)ñ|ö[ôûøùïä]|ôø")
_LOST = re.compile(r"(?<![\w/.?=&])[^\W\d_]+\?+[a-zà-ỹ]")
# Cheap: few texts bear the last sign of any. One class, which is fast to search with; what more there is stands before.
_SIGNS = (
    (_TCVN, re.compile("[µ¸¶¹¨¾¬®]")),
    (
        _VNI,
        re.compile("[äåëûïüøñâùõô](?:(?<=[aeouôö][äåëûïüø])|(?<=[aeo]â)|(?<=[ae][ùõ])|(?<=ñ)|(?<=ö[ôûøùïä])|(?<=ôø))"),
    ),
    (_LOST, re.compile(r"\?")),
)


def _by_file(rows: Sequence[Row]) -> dict[tuple[Side, str], list[int]]:
    """Return the numbers of the rows by side and file; rows without a file belong to their document."""
    files: dict[tuple[Side, str], list[int]] = {}
    for number, row in enumerate(rows):
        for side in SIDES:
            file = row.source_file if side == "source" else row.target_file
            files.setdefault((side, file or row.document), []).append(number)
    return files


def _once(
    find: Callable[[str, str], Mark | None], message: str, hint: str
) -> Callable[..., Iterator[tuple[int, Issue]]]:
    """Return the check that reports the first place in each file, and in how many segments there are more."""

    def across(rows: Sequence[Row]) -> Iterator[tuple[int, Issue]]:
        for (side, _), numbers in _by_file(rows).items():
            found = [(number, mark) for number in numbers if (mark := find(*_text(rows[number], side)))]
            if found:
                number, mark = found[0]
                yield number, _issue(side, _told(message, rows[number], side, mark, len(found)), hint, mark)

    return across


def _text(row: Row, side: Side) -> tuple[str, str]:
    return (row.source, row.source_lang) if side == "source" else (row.target, row.target_lang)


def _told(message: str, row: Row, side: Side, mark: Mark, count: int) -> str:
    text = _text(row, side)[0][slice(*mark)]
    code = " ".join(f"U+{ord(letter):04X}" for letter in text[:3])
    found = Message(message, text=text, code=code)
    return Message("{what}; in {count} segments of the file", what=found, count=count) if count > 1 else found


def _issue(side: Side, message: str, hint: str, mark: Mark) -> Issue:
    source, target = (mark, None) if side == "source" else (None, mark)
    return Issue(side, message, hint, source_mark=source, target_mark=target)


def _mixed_forms(rows: Sequence[Row]) -> Iterator[tuple[int, Issue]]:
    """Yield an issue for each file that holds composed and decomposed letters, at the first of the rarer kind."""
    for (side, _), numbers in _by_file(rows).items():
        loose: list[int] = []
        composed: list[int] = []
        for number in numbers:
            text, _lang = _text(rows[number], side)
            if text.isascii():
                continue
            if not unicodedata.is_normalized("NFC", text):
                loose.append(number)
            if not unicodedata.is_normalized("NFD", text):
                composed.append(number)
        if loose and composed:
            number = (loose if len(loose) <= len(composed) else composed)[0]
            text = _text(rows[number], side)[0]
            mark = _first_of_form(text, "NFC" if len(loose) <= len(composed) else "NFD")
            message = Message(
                "composed and decomposed letters in one file ({composed} and {loose} segments)",
                composed=len(composed),
                loose=len(loose),
            )
            yield number, _issue(side, message, "save the file in one Unicode form, best NFC", mark)


def _first_of_form(text: str, form: Literal["NFC", "NFD"]) -> Mark:
    """Return the first letter that is not in ``form``."""
    for at, letter in enumerate(text):
        start = max(0, at - 1)
        if not unicodedata.is_normalized(form, text[start : at + 1]):
            return (start, at + 1) if _MARKS.match(letter) else (at, at + 1)
    return 0, len(text)


def _look_alike(text: str, lang: str) -> Mark | None:
    if text.isascii() or not _DOUBTFUL.search(text):
        return None
    base = base_language(lang)
    mixed = _WITHIN if base in _OTHER_SCRIPTS else _MIXED
    invisible = _INVISIBLE if base not in _BREAKING else _NO_BREAK
    found = mixed.search(text) or invisible.search(text) or (_ETH.search(text) if base == "vi" else None)
    return found.span() if found else None


def _legacy(text: str, lang: str) -> Mark | None:
    found = None if text.isascii() else _BROKEN.search(text)
    if found is None and base_language(lang) == "vi":
        found = next(filter(None, (_several(pattern, text) for pattern, sign in _SIGNS if sign.search(text))), None)
    return found.span() if found else None


def _several(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the first place where a pattern is found, if there are two: one may be something else."""
    found = [*islice(pattern.finditer(text), 2)]
    return found[0] if len(found) > 1 else None


RULES = (
    Rule(
        "ENC001",
        "mixed normalisation",
        Severity.WARNING,
        "A file holds letters with their marks composed (one character) and decomposed (letter and marks): searches "
        "and comparisons miss half of them. songngu itself reads both alike.",
        (
            Example("", "Mưa rơi đều.\nMu\u031ba ro\u031bi.", "Steady rain.\nRain.", True),
            Example("", "Mưa rơi đều.\nMưa rơi.", "Steady rain.\nRain.", False),
        ),
        silent,
        _mixed_forms,
    ),
    Rule(
        "ENC002",
        "look-alike or invisible letter",
        Severity.WARNING,
        "A letter is not the one it looks like: Icelandic Ð for Vietnamese Đ, a Cyrillic or Greek letter in a Latin "
        "word, or an invisible character inside the text. Told once a file.",
        (
            Example("", "Ðêm xuống.", "Night falls.", True),
            Example("", "Đêm xuống.", "Night falls.", False),
        ),
        silent,
        _once(_look_alike, "“{text}” ({code}) is not the letter it looks like", "write the letter itself"),
    ),
    Rule(
        "ENC003",
        "leftover of another encoding",
        Severity.ERROR,
        "Characters that come from reading a text in the wrong encoding: UTF-8 taken for a one-byte code page, TCVN3 "
        "or VNI letters, the replacement character. Told once a file.",
        (
            Example("", "TÃ\u00b4i Ä‘i há»\u008dc.", "I go to school.", True),
            Example("", "Tôi đi học.", "I go to school.", False),
        ),
        silent,
        _once(_legacy, "“{text}” ({code}) is left from another encoding", "convert the file to UTF-8 anew"),
    ),
)
