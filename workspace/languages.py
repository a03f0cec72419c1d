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
    votes: Counter[tuple[str, str]] = Counter()
    refused: list[UsageError] = []
    guesses: list[list[str]] = []
    for pair in islice(pairs, _MOST_PAIRS):
        try:
            source, target = (
                reading.at(path).read(path, lang or USUAL[0]) for path, lang in zip(pair, asked, strict=True)
            )
        except SongnguError:  # told where the pair itself is read
            continue
        try:
            langs = pair_languages((source, target), asked, trust=trust)
            votes[langs] += 1
            guesses.append(list(guesses_of((source, target), langs, asked)))
        except SameLanguageError as error:  # a file that is not translated yet
            votes[usual_languages((asked[0] or error.lang, asked[1]))] += 1
        except UsageError as error:
            refused.append(error)
    if len(refused) > votes.total():
        raise refused[0]
    for guess in guesses[0] if tell and guesses and all(guesses) else ():
        tell(guess)  # type: ignore[misc]
    return min(votes, key=lambda langs: (-votes[langs], langs)) if votes else usual_languages(asked)


def guesses_of(documents: tuple[Document, Document], langs: tuple[str, str], asked: Given) -> Iterator[str]:
    """Yield what is to be told of documents whose languages are not ``asked`` for and that nothing shows."""
    for document, lang, given in zip(documents, langs, asked, strict=True):
        if guess := language_guess(document, lang, given):
            yield f"{document.path}: {guess}"


def usual_languages(asked: Given) -> tuple[str, str]:
    """Return the languages asked for and, where nothing is, Vietnamese and English."""
    return asked[0] or USUAL[asked[1] == USUAL[0]], asked[1] or USUAL[asked[0] != USUAL[1]]
