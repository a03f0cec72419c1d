"""The languages of two documents that render each other: as someone says, else as the texts themselves tell."""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Callable, Sequence
from dataclasses import replace

from songngu.corpus.document import Document
from songngu.corpus.errors import SameLanguageError, UsageError
from songngu.corpus.language.identify import (
    contradicts,
    has_own_letters,
    identify,
    likelier_language,
    likely_language,
    may_be_in,
    shows_language,
)
from songngu.corpus.language.names import language_name, language_of_name
from songngu.corpus.language.tags import base_language
from songngu.corpus.readers.language_check import (
    declared_language,
    document_language,
    languages_held,
    sample,
    second_language,
)

Given = tuple[str | None, str | None]
"""The languages of source and target that options or a configuration name, None where nothing says."""

Read = Callable[[int, str], Document]
"""Reads the document of a side (0 or 1) in a language."""

USUAL = ("vi", "en")
_BEGINNING = 4096
_BOTH, _WHOLE = 0.3, 0.8
_TRUST = "give the other language, or --trust-languages if it is right all the same"


def read_in_their_languages(
    read: Read, given: Given, *, trust: bool = False, first: tuple[str, str] = (USUAL[0], USUAL[0])
) -> tuple[Document, Document]:
    """Read both documents of a pair in the languages they are in; raises UsageError as `pair_languages` does.

    A side whose language nothing says is read as Vietnamese ``first``, whose legacy encodings are then told, or as what
    its bytes look like, and anew where it turns out to be in another.
    """
    tried = read(0, given[0] or first[0]), read(1, given[1] or first[1])
    langs = pair_languages(tried, given, trust=trust)
    source, target = (
        document if document.lang == lang else read(side, lang)
        for side, (document, lang) in enumerate(zip(tried, langs, strict=True))
    )
    return _with_guess(source, given[0]), _with_guess(target, given[1])


def _with_guess(document: Document, given: str | None) -> Document:
    """Return a document with a warning where its language is not given and nothing shows it."""
    guess = language_guess(document, document.lang, given)
    return replace(document, warnings=(*document.warnings, guess)) if guess else document


def likely_first(data: bytes) -> str:
    """Return the language to read a file in first: English where it is text in UTF-8 that begins so."""
    try:
        text = getincrementaldecoder("utf-8")().decode(data[:_BEGINNING])
    except UnicodeDecodeError:
        return USUAL[0]
    return USUAL[1] if identify(text) == USUAL[1] else USUAL[0]


def language_guess(document: Document, lang: str, given: str | None) -> str | None:
    """Return what to tell of a document whose language is not given and that nothing shows to be in ``lang``."""
    if given or not any(char.isalpha() for char in sample(document)) or document_language(document):
        return None
    if lang in (_declared(document), _named(document)) or shows_language(sample(document), lang):
        return None
    return f"nothing tells its language for sure: taken for {language_name(lang)}; name it if it is in another"


def read_in_its_language(
    read: Callable[[str], Document], given: str | None, *, trust: bool = False, expected: Sequence[str] = ()
) -> Document:
    """Read a document in the language that is ``given``, else in its own: an ``expected`` one if it can be.

    Raises UsageError where it plainly is not in the one that is given, unless that is to be trusted.
    """
    document = read(given or USUAL[0])
    if given:
        if not trust:
            _check(document, given, document_language(document), ("--lang",))
        return document
    lang = _told(document, expected)
    document = document if lang == document.lang else read(lang)
    return _with_guess(document, lang if trust or lang in expected else None)


def _told(document: Document, expected: Sequence[str]) -> str:
    told = document_language(document)
    if told:
        return next((lang for lang in expected if not contradicts(told, lang)), told)
    told = _declared(document) or _named(document)
    if told and (not expected or told in map(base_language, expected)):
        return next((lang for lang in expected if base_language(lang) == told), told)
    likely = likelier_language(sample(document), expected) if expected else likely_language(sample(document))
    return likely or next(iter(expected), USUAL[0])


def pair_languages(documents: tuple[Document, Document], given: Given, *, trust: bool = False) -> tuple[str, str]:
    """Return the languages of two documents: those that are ``given``, else what the texts tell.

    Texts too short to tell are taken to be in the languages they are likeliest in. Raises UsageError where a text
    plainly is not in the language that is given or holds both texts, unless that is to be trusted, and where both are
    in the same.
    """
    if not trust:
        _check_apart(documents)
    told = [document_language(document) for document in documents]
    for document, lang, found, option in zip(documents, given, told, ("--source-lang", "--target-lang"), strict=True):
        if lang and not trust:
            _check(document, lang, found, (option,))
    langs = [lang or found for lang, found in zip(given, told, strict=True)]
    if told[0] == told[1] and None not in told and given == (None, None):
        langs = _told_apart(documents, langs)
    langs = _with_declared(documents, langs, _declared)
    langs = _with_declared(documents, langs, _named)
    if langs == [None, None]:
        return _likelier(documents)
    for side in (0, 1):
        other = langs[1 - side]
        langs[side] = langs[side] or _beside(documents[side], other or "")
    source, target = (lang or "" for lang in langs)
    if base_language(source) == base_language(target) and None in given:
        raise SameLanguageError(
            f"{documents[0].path} and {documents[1].path} both read as {language_name(source)}",
            base_language(source),
            hint="give a text and its rendering in another language, or name the languages with --source-lang and "
            "--target-lang",
        )
    return source, target


def _check_apart(documents: tuple[Document, Document]) -> None:
    """Raise UsageError where one of two documents holds both texts, or both do.

    What is not translated yet holds less of the other text the more of it is translated, so that it is none of these.
    """
    held = [languages_held(document) for document in documents]
    for document, own, other in zip(documents, held, held[::-1], strict=True):
        if len(own) < len(USUAL):
            continue
        (first, most), (second, less) = own.most_common(2)
        of_both = other[first] and other[second] and min(other[first], other[second]) >= _BOTH * other.total()
        of_one = any(own[lang] >= _WHOLE * other.total() for lang in (first, second) if lang in other)
        if (of_both and less >= _BOTH * own.total()) or (of_one and less >= most / 2):
            names = f"{language_name(first)} and {language_name(second)}"
            hint = (
                f"`songngu align {document.path}` parts a text and its rendering; --trust-languages takes it as it is"
            )
            raise UsageError(f"{document.path} holds text in both {names}", hint=hint)


def check_pair(documents: tuple[Document, Document], langs: tuple[str, str], *, trust: bool = False) -> None:
    """Raise UsageError where one of two documents plainly is not in the language that it would be given, unless that is
    to be trusted.
    """
    if not trust:
        for document, lang in zip(documents, langs, strict=True):
            _check(document, lang, document_language(document), ())


def _check(document: Document, lang: str, found: str | None, options: tuple[str, ...]) -> None:
    if found and contradicts(found, lang):
        said = f" ({', '.join(options)})" if options else ""
        message = f"{document.path} reads as {language_name(found)}, not {language_name(lang)}{said}"
        raise UsageError(message, hint=_TRUST)


def _with_declared(
    documents: tuple[Document, Document], langs: list[str | None], declared: Callable[[Document], str | None]
) -> list[str | None]:
    """Return the languages, those that nothing tells as the files declare them, unless both would then be in the same.

    That a file is in English is often said by a template alone, so that it is not believed.
    """
    said = [lang or declared(document) for document, lang in zip(documents, langs, strict=True)]
    bases = [base_language(lang) for lang in said if lang]
    return said if len(set(bases)) == len(bases) else langs


def _declared(document: Document) -> str | None:
    lang = declared_language(document)
    return None if lang in USUAL or has_own_letters(sample(document)) else lang


def _named(document: Document) -> str | None:
    """Return the language that the name of a file says it is in, where it may well be."""
    lang = language_of_name(document.path)
    return lang if lang and may_be_in(sample(document), base_language(lang)) else None


def _told_apart(documents: tuple[Document, Document], langs: list[str | None]) -> list[str | None]:
    """Return the languages of two documents that are mostly in one: that of which a part is in another is in it."""
    others = [second_language(document) for document in documents]
    return [other or lang for other, lang in zip(others, langs, strict=True)] if others.count(None) == 1 else langs


def _beside(document: Document, other: str) -> str:
    """Return the language of a text that is too short to tell, whose partner is in the ``other``."""
    likely = likely_language(sample(document))
    if likely and base_language(likely) != base_language(other):
        return likely
    return USUAL[1] if base_language(other) == USUAL[0] else USUAL[0]


def _likelier(documents: tuple[Document, Document]) -> tuple[str, str]:
    """Return the languages of two texts that are both too short to tell: of two alike, the usual."""
    source, target = (likely_language(sample(document)) for document in documents)
    if source is None or target is None or source == target:
        known = source or target
        if (source is None and known == USUAL[0]) or (target is None and known == USUAL[1]):
            return USUAL[::-1]
        english = [shows_language(sample(document), USUAL[1]) for document in documents]
        if known == USUAL[1] and english == [True, False]:
            return USUAL[::-1]
        return USUAL
    return source, target
