"""The lint rule about terms that stand under each other's language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from songngu.corpus.language.normalise import nfc
from songngu.corpus.language.tags import base_language
from songngu.glossary.concept import Concept, ConceptKind, Glossary
from songngu.glossary.finding import Severity
from songngu.glossary.lint.fault import LintContext, LintFault, LintRule

# Letters that of the languages of Europe only Vietnamese has, or hardly any.
_VIETNAMESE = re.compile("[ăđơưạ-ỹ]", re.IGNORECASE)
_LEAST = 3
_SHARE = 0.6


def exchanged(glossary: Glossary) -> Iterator[LintFault]:
    """Yield the languages whose terms are mostly Vietnamese, where those that are called Vietnamese are not."""
    others = {term.lang for concept in glossary for term in concept.terms if base_language(term.lang) != "vi"}
    for lang in sorted(others):
        rendered = (concept for concept in glossary if concept.kind is not ConceptKind.DO_NOT_TRANSLATE)
        pairs = [(each, ours, theirs) for each in rendered
                 if (ours := _texts(each, "vi")) and (theirs := _texts(each, lang))]  # fmt: skip
        wrong = [concept for concept, ours, theirs in pairs if _is_vietnamese(theirs) and not _is_vietnamese(ours)]
        if len(wrong) >= _LEAST and len(wrong) >= _SHARE * len(pairs):
            message = f"the {lang} terms are Vietnamese, and the vi terms are not, here and in {len(wrong) - 1} others"
            yield LintFault(wrong[0], message, f"exchange the two languages: vi and {lang}")


def _texts(concept: Concept, lang: str) -> list[str]:
    return [nfc(term.text).text for term in concept.terms if lang in {term.lang, base_language(term.lang)}]


def _is_vietnamese(texts: list[str]) -> bool:
    return any(_VIETNAMESE.search(text) for text in texts)


def _check(glossary: Glossary, _: LintContext) -> Iterator[LintFault]:
    yield from exchanged(glossary)


RULES = (LintRule("GLO010", "terms under the wrong language", Severity.ERROR, _check),)
"""The rules about languages, in the order of their ids."""
