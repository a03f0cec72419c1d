"""What holds for every rule: its story, its examples, how rules are chosen."""

import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import UsageError
from songngu.corpus.readers import read_document
from songngu.glossary.concept import Case, Concept, ConceptKind, ForbiddenScope, Glossary, MatchMode, Status, Term
from songngu.glossary.finding import Finding
from songngu.glossary.rules import RULES, covers, find_rule, selected
from songngu.glossary.rules.check import check_bitext
from songngu.glossary.rules.rule import Example, Rule


def name(id: str, vi: str, en: str, domain: str = "") -> Concept:
    terms = [Term(text, lang, Status.PREFERRED, Case.PERMISSIVE, MatchMode.NAME, ForbiddenScope.ALWAYS)
             for text, lang in ((vi, "vi"), (en, "en"))]  # fmt: skip
    return Concept(id, tuple(terms), domain, ConceptKind.NAME)


GLOSSARY = Glossary((name("bank", "Hải Minh Bank", "Haiming Bank"), name("vu", "Trần Vũ", "Chen Yu", "person")))


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.id)
def test_every_rule_tells_its_story(rule: Rule) -> None:
    assert RULES[rule.id] is rule
    assert len(rule.explanation) > 50
    assert rule.name and rule.name[0].islower()
    if rule.id not in {"SEG007", "SEG008", "SEG011", "SEG012", "TAG010"} and not rule.id.startswith(("SUP", "INT")):
        assert {example.fires for example in rule.examples} == {True, False}


@pytest.mark.parametrize(
    ("rule", "example"),
    [(rule, example) for rule in RULES.values() for example in rule.examples],
    ids=lambda value: value.id if isinstance(value, Rule) else "fires" if value.fires else "silent",
)
def test_the_examples_hold(rule: Rule, example: Example) -> None:
    assert bool(findings_of(rule, example)) is example.fires


def findings_of(rule: Rule, example: Example) -> list[Finding]:
    if example.markdown:
        return in_markdown(example.source, example.target, [rule])
    sides = zip(example.source.split("\n"), example.target.split("\n"), strict=True)
    bitext = from_rows(
        {"id": str(i), "document": "d", "row": i, "source": source, "target": target, "source_lang": "vi",
         "target_lang": "en", "status": "auto"}
        for i, (source, target) in enumerate(sides)
    )  # fmt: skip
    glossary = Glossary(example.concepts) if example.concepts else GLOSSARY
    return check_bitext(bitext, glossary, rules=[rule])


def in_markdown(source: str, target: str, rules: list[Rule]) -> list[Finding]:
    documents = [
        read_document(f"a.{lang}.md", lang, data=text.encode()) for lang, text in (("vi", source), ("en", target))
    ]
    sides = {}
    for name, document in zip(("source", "target"), documents, strict=True):
        sides |= {name: " ".join(sentence.text for sentence in document.sentences), f"{name}_lang": document.lang}
        sides |= {f"{name}_file": document.path, f"{name}_ids": list(range(len(document.sentences)))}
    bitext = from_rows([{"id": "0", "document": "d", "row": 0, "status": "auto", **sides}])
    return check_bitext(bitext, GLOSSARY, documents={document.path: document for document in documents}, rules=rules)


def ids(*arguments: list[str]) -> set[str]:
    return {rule.id for rule in selected(*arguments)}


def test_rules_are_selected_by_prefix() -> None:
    assert ids(["TRM001", "num"]) == {"TRM001", *(id for id in RULES if id.startswith("NUM"))}
    assert ids(["ALL"]) == set(RULES)
    assert not any(id.startswith("PUN") for id in ids())
    assert "NUM009" not in ids(["NUM"], ["NUM009"])
    assert ids(["NUM009"], ["NUM"]) == {"NUM009"}
    assert ids(["TRM"], ["ALL"]) == ids(["TRM"])
    assert ids(["TRM"], ["TRM"]) == set()
    assert covers("ALL", "TRM001") and not covers("NUM", "TRM001")


@pytest.mark.parametrize(("name", "hint"), [("TRM0O2", "TRM002"), ("NUMM", "NUM"), ("qqqq", "songngu rule"), ("", "")])
def test_an_unknown_rule_is_an_error_with_a_suggestion(name: str, hint: str) -> None:
    with pytest.raises(UsageError, match="unknown rule") as caught:
        selected([name])
    assert hint in (caught.value.hint or "")
    with pytest.raises(UsageError, match="unknown rule"):
        find_rule(name)
    assert find_rule(" trm002 ") is RULES["TRM002"]
