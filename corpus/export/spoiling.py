"""Noise made of clean pairs: what corpora of the web have wrong, one kind at a time, by which filters can be judged."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

Pair = tuple[str, str]
Spoil = Callable[[Pair, Pair, random.Random], Pair]
"""Return a pair spoilt, given another pair and what decides at random."""

_DIGITS = "0123456789"
_LEAST_WORDS = 6


def _half(text: str, *, last: bool = False) -> str:
    words = text.split()
    return " ".join(words[len(words) // 2 :] if last else words[: len(words) // 2])


def _third(text: str) -> str:
    words = text.split()
    return " ".join(words[: max(1, len(words) // 3)])


def _tail(text: str, rng: random.Random) -> str:
    return " ".join([text, *text.split()[-rng.randint(2, 6) :] * 6])


def _misread(text: str) -> str:
    """Decode each byte as Windows-1252 has it, as Latin-1 where that has none."""
    raw = text.encode()
    return "".join(raw[i : i + 1].decode("cp1252", "ignore") or chr(raw[i]) for i in range(len(raw)))


def _other_digits(text: str, rng: random.Random) -> str:
    return "".join(str((int(c) + rng.randint(1, 9)) % 10) if c in _DIGITS else c for c in text)


SPOILT: dict[str, Spoil] = {
    "target of another pair": lambda pair, other, rng: (pair[0], other[1]),
    "target in the language of the source, of another pair": lambda pair, other, rng: (pair[0], other[0]),
    "sides exchanged": lambda pair, other, rng: (pair[1], pair[0]),
    "target is the source": lambda pair, other, rng: (pair[0], pair[0]),
    "half of the target untranslated": lambda pair, *_: (pair[0], f"{_half(pair[1])} {_half(pair[0], last=True)}"),
    "target cut to a third": lambda pair, other, rng: (pair[0], _third(pair[1])),
    "end of the target repeated six times": lambda pair, other, rng: (pair[0], _tail(pair[1], rng)),
    "source: UTF-8 read as Windows-1252": lambda pair, other, rng: (_misread(pair[0]), pair[1]),
    "source: letters lost to ?": lambda pair, *_: (pair[0].encode("cp1252", "replace").decode("cp1252"), pair[1]),
    "target: digits changed": lambda pair, other, rng: (pair[0], _other_digits(pair[1], rng)),
    "target in tags": lambda pair, other, rng: (pair[0], f'<div class="text"><a href="/1">{pair[1]}</a>&nbsp;</div>'),
}  # fmt: skip
"""Kinds of noise by what is wrong."""


def spoilt(pairs: Sequence[Pair], kind: str, count: int) -> list[Pair]:
    """Return up to ``count`` of the pairs of six words or more a side made noise of one kind; the same ones each time.

    Pairs that the kind leaves as they are, digits changed where there are none, are left out.
    """
    rng = random.Random(kind)
    long = [pair for pair in pairs if min(len(side.split()) for side in pair) >= _LEAST_WORDS]
    if len(long) < 2:
        return []
    chosen = rng.sample(long, min(count, len(long)))
    made = [(pair, SPOILT[kind](pair, chosen[place - 1], rng)) for place, pair in enumerate(chosen)]
    return [noise for pair, noise in made if noise != pair]
