"""The entries of a glossary file."""

from songngu.glossary.concept import (
    Case,
    ForbiddenScope,
    Glossary,
    MatchMode,
    Status,
    Term,
    UsageExample,
)
from songngu.glossary.formats.yaml import dump, parse


def test_what_the_keys_mean() -> None:
    text = """
- id: n
  type: name
  domain: person
  source: registry
  files: texts/*
  domains: [news]
  case: exact
  terms:
    en:
      - text: Su
        status: admitted
        match: exact
        case: ignore
        forms: [Soo]
        exceptions: [Su Ya]
        pos: noun
        note: late
        extra: {gender: f}
      - text: Tô
        status: forbidden
  examples:
    ok: {vi: Tô Nhã viết, en: Su writes}
  extra:
    seen: 3
    long: |-
      one

      two
"""
    concept = parse(text, "g.yaml")[0]["n"]
    first, second = concept.terms
    assert first == Term(
        "Su",
        "en",
        Status.ADMITTED,
        Case.IGNORE,
        MatchMode.EXACT,
        ForbiddenScope.ALWAYS,
        ("Soo",),
        ("Su Ya",),
        "noun",
        "late",
        (("gender", "f"),),
    )
    assert (second.case, second.match, second.scope) == (Case.EXACT, MatchMode.NAME, ForbiddenScope.ALWAYS)
    assert concept.examples == (UsageExample((("vi", "Tô Nhã viết"), ("en", "Su writes"))),)
    assert concept.extra == (("seen", "3"), ("long", "one\n\ntwo"))
    assert (concept.source, concept.files, concept.domains, concept.line) == ("registry", ("texts/*",), ("news",), 2)
    again = parse(dump(Glossary((concept,))), "g.yaml")[0]
    assert again["n"] == concept
