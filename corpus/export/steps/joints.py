"""Joints of tokens that the detokeniser of Moses leaves open: curly quotes, signs of feet, what English contracts.

A token of tokenised text tells on which side it was joined by what it is, and by what stands before it.
"""

from __future__ import annotations

import re

_NEGATED = re.compile(r"(?<=[a-z]) (?=n['’]t(?: |$))", re.IGNORECASE)
_CONTRACTED = re.compile(r"(?<=\w) ’ ?(s|m|re|ve|ll|d|t)(?= |$)", re.IGNORECASE)
_PRIMES = "'\"′″"
_NUMBER = re.compile(r"[0-9]+(?:[.,/][0-9]+)*|[½¼¾]")
_OPENING = re.compile(r"(?<![^\s(\[“‘„«])([“‘„]) (?=\S)")
_AFTER_MARK = re.compile(r"(?<=[.?!…,;:%)\]’”]) (?=[’”](?:\W|$))")
_CLOSING = re.compile(r"(?<=\S) (?=”)")
_ANGLED = re.compile(r"(?<=[«‹]) | (?=[»›])")
# Where these are written with spaces inside, or the mark that closes is the one that opens elsewhere.
_SPACED, _TURNED = {"fr"}, {"cs", "da", "de", "fi", "sl", "sk", "sv"}


def before_detokenising(tokens: str, lang: str) -> str:
    """Return tokens of which those are one that were one word, or a number and its sign."""
    if lang == "en":
        tokens = _CONTRACTED.sub(r"’\1", _NEGATED.sub("", tokens))
    return " ".join(_with_signs(tokens.split()))


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
    if lang not in _TURNED:
        text = _CLOSING.sub("", _AFTER_MARK.sub("", _OPENING.sub(r"\1", text)))
    return text if lang in _SPACED else _ANGLED.sub("", text)
