"""Joints of tokens that the detokeniser of Moses leaves open: curly quotes, signs of feet, what English contracts.

A token of tokenised text tells on which side it was joined by what it is, and by what stands before it.
"""

from __future__ import annotations

import re

_NEGATED = re.compile(r"(?<=[a-z]) (?=n['’]t(?: |$))", re.IGNORECASE)
_CONTRACTED = re.compile(r"(?<=\w) ’ ?(s|m|re|ve|ll|d|t)(?= |$)", re.IGNORECASE)
_PRIMES = "'\"′″"
_NUMBER = re.compile(r"[0-9]+(?:[.,/][0-9]+)*|[½¼¾]")
# Curly marks go through Moses as words, which it joins to nothing, in characters that no text has.
_OPENERS = {"“": "\ue000", "„": "\ue001", "‘": "\ue002"}
_CLOSERS = {"”": "\ue003", "’": "\ue004"}
_YEAR = "\ue005"
_MARKS = {placeholder: mark for mark, placeholder in (_OPENERS | _CLOSERS).items()} | {_YEAR: "’"}
_OPENED, _CLOSED = re.compile("([\ue000-\ue002\ue005]) ?"), re.compile(" ?([\ue003\ue004])")
_ANGLED = re.compile(r"(?<=[«‹]) | (?=[»›])")
# Where these are written with spaces inside, or the mark that closes is the one that opens elsewhere.
_SPACED, _TURNED = {"fr"}, {"cs", "da", "de", "fi", "sl", "sk", "sv"}


def before_detokenising(tokens: str, lang: str) -> str:
    """Return tokens of which those are one that were one word, or a number and its sign."""
    if lang == "en":
        tokens = _CONTRACTED.sub(r"’\1", _NEGATED.sub("", tokens))
    joined = _with_signs(tokens.split())
    return " ".join(joined if lang in _TURNED else _with_placeholders(joined, lang))


def _with_placeholders(tokens: list[str], lang: str) -> list[str]:
    """Put a placeholder for each mark that opens or closes a quotation; a raised comma closes what is open.

    Another one is the genitive of a plural or stands for the century of a year, in English.
    """
    placed: list[str] = []
    is_open = False
    for number, token in enumerate(tokens):
        following = tokens[number + 1] if number + 1 < len(tokens) else ""
        if token == "’" and not is_open:
            is_genitive = lang == "en" and bool(placed) and placed[-1][-1:] == "s" and following[:1].isalpha()
            is_year = lang == "en" and following[:2].isdigit()
            placed.append(_CLOSERS[token] if is_genitive else _YEAR if is_year else token)
            continue
        is_open = token == "‘" or (is_open and token != "’")
        placed.append(_OPENERS.get(token) or _CLOSERS.get(token) or token)
    return placed


def _with_signs(tokens: list[str]) -> list[str]:
    """Join the sign of feet, inches, minutes or seconds to its number; a straight mark may be a quotation's instead."""
    joined: list[str] = []
    open_marks = dict.fromkeys(("'", '"'), False)
    for token in tokens:
        sign = token in _PRIMES and bool(joined) and _NUMBER.fullmatch(joined[-1].rstrip("'′")) is not None
        if sign and not open_marks.get(token, False):
            joined[-1] += token
            continue
        if token in open_marks:
            open_marks[token] = not open_marks[token]
        joined.append(token)
    return joined


def after_detokenising(text: str, lang: str) -> str:
    """Return text whose curly and angled quotation marks stand where what they quote does."""
    text = _CLOSED.sub(r"\1", _OPENED.sub(r"\1", text))
    text = "".join(_MARKS.get(character, character) for character in text)
    return text if lang in _SPACED else _ANGLED.sub("", text)
