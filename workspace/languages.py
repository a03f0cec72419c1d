"""The languages of the documents of a run: those that are asked for, else what the texts themselves tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from songngu.corpus.document import Document
from songngu.corpus.errors import SameLanguageError, SongnguError, UsageError
from songngu.corpus.readers.pair_languages import USUAL, Given, language_guess, pair_languages
from songngu.workspace.documents import ReadingOptions

_MOST_PAIRS = 6


def told_languages(
    asked: Given,
    pairs: Iterable[tuple[Path, Path]],
    options: ReadingOptions | None = None,
    *,
    trust: bool = False,
    tell: Callable[[str], None] | None = None,
) -> tuple[str, str]:
    """Return the languages of source and target of some pairs of files: those ``asked`` for, else those of the texts.

    The first few pairs speak for all. Raises UsageError where most of them plainly are in other languages than those
    asked for, unless that is to be trusted. A target in the language of its source is taken not to be translated yet.
    ``tell`` is called where nothing tells the language of any of them for sure.
    """
    if trust and None not in asked:
        return asked[0] or USUAL[0], asked[1] or USUAL[1]
    reading = options or ReadingOptions()
    votes = LanguageVotes(asked, trust=trust)
    refused: list[UsageError] = []
    for pair in islice(pairs, _MOST_PAIRS):
        try:
            source, target = (
                reading.at(path).read(path, lang or USUAL[0]) for path, lang in zip(pair, asked, strict=True)
            )
        except SongnguError:  # told where the pair itself is read
            continue
        try:
            votes.add((source, target))
        except SameLanguageError as error:  # a file that is not translated yet
            votes.counts[usual_languages((asked[0] or error.lang, asked[1]))] += 1
        except UsageError as error:
            refused.append(error)
    if len(refused) > votes.counts.total():
        raise refused[0]
    return votes.told(tell)


class LanguageVotes:
    """What some pairs of documents say of their languages; ``asked`` are those that someone names."""

    def __init__(self, asked: Given, *, trust: bool = False) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self._asked, self._trust = asked, trust
        self._guesses: list[list[str]] = []

    def add(self, documents: tuple[Document, Document]) -> None:
        """Count a pair. Raises as `pair_languages` does."""
        langs = pair_languages(documents, self._asked, trust=self._trust)
        self.counts[langs] += 1
        self._guesses.append(list(guesses_of(documents, langs, self._asked)))

    def told(self, tell: Callable[[str], None] | None = None) -> tuple[str, str]:
        """Return the languages most pairs are in; ``tell`` is called where nothing tells those of any for sure."""
        if tell and self._guesses and all(self._guesses):
            for guess in self._guesses[0]:
                tell(guess)
        counts = self.counts
        return min(counts, key=lambda langs: (-counts[langs], langs)) if counts else usual_languages(self._asked)


def guesses_of(documents: tuple[Document, Document], langs: tuple[str, str], asked: Given) -> Iterator[str]:
    """Yield what is to be told of documents whose languages are not ``asked`` for and that nothing shows."""
    for document, lang, given in zip(documents, langs, asked, strict=True):
        if guess := language_guess(document, lang, given):
            yield f"{document.path}: {guess}"


def usual_languages(asked: Given) -> tuple[str, str]:
    """Return the languages asked for and, where nothing is, Vietnamese and English."""
    return asked[0] or USUAL[asked[1] == USUAL[0]], asked[1] or USUAL[asked[0] != USUAL[1]]
