"""Lint rules about concepts as a whole: renderings, examples, use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from songngu.corpus.language.tags import tags_match
from songngu.glossary.concept import Concept, ConceptKind, Glossary, UsageExample
from songngu.glossary.finding import Severity
from songngu.glossary.lint.fault import LintContext, LintFault, LintRule
from songngu.glossary.matching.matcher import Match
from songngu.glossary.matching.termbase import Sense, term_matcher


def _unrendered(glossary: Glossary, _: LintContext) -> Iterator[LintFault]:
    """Concepts without a preferred term in a language in which they, or nine in ten, have terms."""
    counts = Counter(lang for concept in glossary for lang in {term.lang for term in concept.terms})
    usual = {lang for lang, count in counts.items() if 10 * count >= 9 * len(glossary)}
    for concept in glossary:
        if not concept.terms:
            yield LintFault(concept, "a concept without terms", "give it a term or remove it")
            continue
        own = {term.lang for term in concept.terms}
        wanted = own if concept.kind in {ConceptKind.DO_NOT_TRANSLATE, ConceptKind.PATTERN} else own | usual
        for lang in sorted(wanted):
            if concept.preferred(lang) is None and lang in own:
                yield LintFault(concept, f"no preferred {lang} term", "prefer one of its terms")
            elif lang not in own:
                yield LintFault(concept, f"no {lang} term", "add one", severity=Severity.INFO)


def _failing(glossary: Glossary, _: LintContext) -> Iterator[LintFault]:
    """Examples that say the contrary of what a check finds in them."""
    tried = [(concept, example) for concept in glossary for example in concept.examples]
    single = [one for one in tried if len(one[1].texts) == 1]
    yield from _failing_texts(glossary, single)
    yield from _failing_pairs(glossary, [one for one in tried if len(one[1].texts) == 2])


def _failing_texts(glossary: Glossary, tried: list[tuple[Concept, UsageExample]]) -> Iterator[LintFault]:
    """A text alone is right where it holds an allowed term of the concept and no forbidden one."""
    for lang in sorted({example.texts[0][0] for _, example in tried}):
        its = [(concept, example) for concept, example in tried if example.texts[0][0] == lang]
        found = term_matcher(glossary.localised((lang,)), lang).find_all([example.texts[0][1] for _, example in its])
        for (concept, example), matches in zip(its, found, strict=True):
            own = [match for match in matches if match.payload.concept.id == concept.id]
            if _good(own) is not example.good:
                yield _failure(concept, example, _why(own))


def _good(matches: list[Match[Sense]]) -> bool:
    allowed = [match.payload.term.allowed for match in matches]
    return bool(allowed) and all(allowed)


def _why(matches: list[Match[Sense]]) -> str:
    wrong = [match.payload.term.text for match in matches if not match.payload.term.allowed]
    if wrong:
        return f"it holds the form {wrong[0]!r}"
    return f"it holds {matches[0].payload.term.text!r}" if matches else "no term of the concept stands in it"


def _failing_pairs(glossary: Glossary, tried: list[tuple[Concept, UsageExample]]) -> Iterator[LintFault]:
    """A text and its rendering are right where a check has nothing to say about the concept."""
    if not tried:
        return
    from songngu.corpus.bitext import from_rows
    from songngu.glossary.rules import RULES as CHECKS
    from songngu.glossary.rules.check import check_bitext

    rows = []
    for i, (_, example) in enumerate(tried):
        (source_lang, source), (target_lang, target) = example.texts
        rows.append(
            {
                "id": str(i), "document": str(i), "row": 0, "source": source, "target": target,
                "source_lang": source_lang, "target_lang": target_lang, "status": "auto",
                "source_spans": [], "target_spans": [], "source_ids": [], "target_ids": [],
            }
        )  # fmt: skip
    rules = [rule for rule in CHECKS.values() if rule.id.startswith("TRM")]
    findings = check_bitext(from_rows(rows), glossary, rules=rules)
    messages = {(finding.file, finding.concept): finding.message for finding in reversed(findings)}
    for i, (concept, example) in enumerate(tried):
        message = messages.get((str(i), concept.id))
        if (message is None) is not example.good:
            yield _failure(concept, example, message or "the check finds nothing wrong")


def _failure(concept: Concept, example: UsageExample, why: str) -> LintFault:
    name = "ok" if example.good else "bad"
    return LintFault(
        concept, f"the {name} example {example.texts[-1][1]!r} fails: {why}", "mend the example or the terms"
    )


def _unused(glossary: Glossary, context: LintContext) -> Iterator[LintFault]:
    """Concepts no term of which stands in the texts, in any language that texts are given in."""
    if not context.texts:
        return
    used = {
        match.payload.concept.id
        for lang, text in context.texts.items()
        for match in term_matcher(glossary.localised((lang,)), lang).find(text, overlapping=True)
    }
    for concept in glossary:
        if concept.id not in used and any(
            tags_match(lang, term.lang) for lang in context.texts for term in concept.terms
        ):
            yield LintFault(concept, "no term of the concept stands in the texts", "remove it, or mend its terms")


RULES = (
    LintRule("GLO005", "an example that fails", Severity.ERROR, _failing),
    LintRule("GLO006", "no preferred rendering", Severity.WARNING, _unrendered),
    LintRule("GLO007", "a concept that the texts do not use", Severity.INFO, _unused),
)
"""The rules about whole concepts, in the order of their ids."""
