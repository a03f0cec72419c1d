"""Language models of n-grams: read from a file in the ARPA format, asked how likely a text is.

The format is that of the SRI toolkit (Stolcke 2002), which KenLM, SRILM and IRSTLM write; probabilities are backed off
as Katz (1987) has it. Binary models of KenLM are read where its package is installed.
"""

from __future__ import annotations

import gzip
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from songngu.corpus.errors import InputError, UsageError, unreadable

Perplexity = Callable[[Sequence[str]], float]
"""From the tokens of a text to its perplexity, the end of the sentence counted."""

_BINARY = b"mmap lm http://kheafield.com/code"
_GZIP = b"\x1f\x8b"
_SECTION = re.compile(r"\\(\d+)-grams:")
_COUNT = re.compile(r"ngram\s+(\d+)\s*=\s*\d+")
_UNKNOWN, _START, _END = "<unk>", "<s>", "</s>"
# What KenLM takes for a word that the model does not know and has no <unk> for.
_NEVER = -100.0


@dataclass(frozen=True, slots=True)
class NgramModel:
    """A back-off model: of each n-gram, its words with a space between them, the logarithms to base 10 of its
    probability and of its back-off weight, the latter only where it is not 0.
    """

    order: int
    probabilities: dict[str, float]
    backoffs: dict[str, float]

    def perplexity(self, tokens: Sequence[str]) -> float:
        """Return the perplexity of a text, the end of the sentence counted: 10 to the mean of -log10 p."""
        words = [_START, *(token if token in self.probabilities else _UNKNOWN for token in tokens), _END]
        total = sum(self._log(words, place) for place in range(1, len(words)))
        return float(10 ** min(-total / (len(words) - 1), -_NEVER))

    def _log(self, words: Sequence[str], place: int) -> float:
        """Return log10 of the probability of a word after those before it, of the longest n-gram that is known."""
        weight = 0.0
        for start in range(max(0, place - self.order + 1), place + 1):
            known = self.probabilities.get(" ".join(words[start : place + 1]))
            if known is not None:
                return weight + known
            weight += self.backoffs.get(" ".join(words[start:place]), 0.0)
        return weight + _NEVER


def load_perplexity(path: str | Path) -> Perplexity:
    """Return the perplexity of texts by the model in a file: ARPA, plain or gzipped, or binary of KenLM.

    Raises InputError for a file that is missing or no model, UsageError where KenLM is needed and not installed.
    """
    try:
        state = Path(path).stat()
        return _loaded(str(path), state.st_mtime_ns, state.st_size)
    except (OSError, EOFError) as error:
        raise unreadable(error if isinstance(error, OSError) else OSError(str(error)), path) from error


@lru_cache(maxsize=4)
def _loaded(path: str, changed: int, size: int) -> Perplexity:
    """Return the model of a file in the state it is in: a recipe is looked at more than once."""
    with Path(path).open("rb") as stream:
        start = stream.read(len(_BINARY))
        stream.seek(0)
        if start == _BINARY:
            return _kenlm(path)
        if start.startswith(_GZIP):
            with gzip.open(stream) as plain:
                return read_arpa(plain, path).perplexity
        return read_arpa(stream, path).perplexity


def _kenlm(path: str) -> Perplexity:
    try:
        import kenlm
    except ImportError:
        hint = "python -m pip install kenlm, or give the ARPA file it was made of"
        raise UsageError(f"{path}: a binary model of KenLM needs its package", hint=hint) from None
    model = kenlm.Model(path)
    return lambda tokens: float(model.perplexity(" ".join(tokens)))


def read_arpa(stream: Iterable[bytes], path: str) -> NgramModel:
    """Return the model in an ARPA file; raises InputError with the line for what is none."""
    model = NgramModel(0, {}, {})
    order = declared = 0
    for number, line in _lines(stream, path):
        if section := _SECTION.fullmatch(line):
            order = int(section[1])
        elif count := _COUNT.fullmatch(line):
            declared = max(declared, int(count[1]))
        elif line == "\\end\\":
            break
        elif order:
            _add(model, order, line, path, number)
    else:
        raise InputError("no model in the ARPA format: it has no \\end\\", path=path)
    if not model.probabilities or not declared:
        raise InputError("no model in the ARPA format: it holds no n-grams", path=path)
    return NgramModel(declared, model.probabilities, model.backoffs)


def _lines(stream: Iterable[bytes], path: str) -> Iterator[tuple[int, str]]:
    for number, raw in enumerate(stream, start=1):
        try:
            line = raw.decode().strip(" \t\r\n")
        except UnicodeDecodeError:
            raise InputError("not UTF-8 text", path=path, line=number) from None
        if line:
            yield number, line


def _add(model: NgramModel, order: int, line: str, path: str, number: int) -> None:
    cells = re.split(r"[ \t]+", line)
    try:
        numbers = [float(cell) for cell in (cells[0], *cells[order + 1 :])]
    except ValueError:
        numbers = []
    if len(cells) not in (order + 1, order + 2) or not numbers or not all(map(math.isfinite, numbers)):
        raise InputError(f"not a {order}-gram of an ARPA file", path=path, line=number)
    words = " ".join(cells[1 : order + 1])
    model.probabilities[words] = numbers[0]
    if len(numbers) > 1 and numbers[1]:
        model.backoffs[words] = numbers[1]
