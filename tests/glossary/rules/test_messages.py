"""Every message of the rules is written where a catalogue of another language can name it, and Vietnamese has it."""

from __future__ import annotations

import ast
import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from songngu.corpus.language.message import Message, figure, told
from songngu.glossary.reports import REPORTS, render_report
from songngu.glossary.rules import RULES, Rule
from songngu.workspace.pages.catalogue import Catalogue
from tests.glossary.rules.test_rules import findings_of

ROOT = Path(__file__).parents[3]
SAYING = [
    *sorted((ROOT / "glossary/rules").glob("*.py")),
    ROOT / "glossary/finding.py",
    ROOT / "glossary/findings/suppress.py",
    ROOT / "glossary/suggest/suggestion.py",
    *sorted((ROOT / "glossary/reports").glob("*.py")),
    ROOT / "corpus/language/numerals/compare.py",
    ROOT / "corpus/language/numerals/difference.py",
    ROOT / "corpus/language/numerals/magnitudes.py",
    ROOT / "corpus/language/numerals/pairs.py",
    ROOT / "corpus/language/numerals/ratios.py",
    ROOT / "corpus/language/numerals/relation.py",
    ROOT / "corpus/language/numerals/unsaid.py",
    ROOT / "commands/verdict.py",
    ROOT / "workspace/check.py",
    ROOT / "workspace/memory/remembered.py",
]
"""The modules in which findings and their reports get their messages."""
NAMES = {"message", "hint", "hints", "what", "_HINT", "_HINTS", "_DIFFERS", "_WEIGHTS", "rule, what"}
PLACED = {
    "Issue": (1, 2), "Message": (0,), "translated": (0,), "_finding": (2, 3), "difference": (4,),
    "NumberRelation": (2,), "LoneGroup": (1,),
}  # fmt: skip
"""The calls that are given messages, and where."""
ELSEWHERE = {"missing:", "added:", "the sign differs:", "place", "finding"}
"""What reaches such a call by way of a value."""


def _texts(node: ast.AST) -> Iterator[str]:
    """Yield the texts that an expression may give; a text with values in it must be a Message."""
    match node:
        case ast.Constant(value=str(text)):
            if text.strip() and text not in RULES:
                yield text
        case ast.JoinedStr():
            raise AssertionError(f"line {node.lineno}: a message made of an f-string has no template to translate")
        case ast.IfExp():
            yield from _texts(node.body)
            yield from _texts(node.orelse)
        case ast.Tuple() | ast.List():
            for each in node.elts:
                yield from _texts(each)
        case ast.Dict():
            for each in node.values:
                yield from _texts(each)
        case ast.BoolOp():
            for each in node.values:
                yield from _texts(each)


def _said(tree: ast.Module) -> Iterator[str]:
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and {ast.unparse(each).strip("()") for each in node.targets} & NAMES:
            yield from _texts(node.value)
        if isinstance(node, ast.For) and "message" in ast.unparse(node.target):
            yield from _texts(node.iter)
        if not isinstance(node, ast.Call):
            continue
        name = ast.unparse(node.func)
        given = functions[name].args.args if name in functions else []
        places = PLACED.get(name) or tuple(k for k, each in enumerate(given) if each.arg in NAMES)
        for argument in [node.args[k] for k in places if k < len(node.args)]:
            yield from _texts(argument)
        for keyword in node.keywords if name in {"Finding", "Message"} else ():
            if keyword.arg in NAMES:
                yield from _texts(keyword.value)


def messages() -> set[str]:
    """Return the messages and templates of all modules, and the names of the rules."""
    said = {text for path in SAYING for text in _said(ast.parse(path.read_text(encoding="utf-8")))}
    return said | ELSEWHERE | {rule.name for rule in RULES.values() if rule.check.__module__.startswith("songngu.")}


def test_every_message_has_a_translation() -> None:
    assert messages() - set(Catalogue("vi").messages) == set()


def explanations() -> set[str]:
    """Return what `songngu rule` says of the rules, and how numbers in messages are written."""
    shipped = [rule for rule in RULES.values() if rule.check.__module__.startswith("songngu.")]
    said = {rule.explanation for rule in shipped} | {each.given for rule in shipped for each in rule.examples} - {""}
    return said | {
        "right",
        "wrong",
        "error",
        "warning",
        "info",
        "off unless selected",
        "always on",
        "{whole}.{part}",
        "{thousands},{rest}",
    }


def test_every_explanation_has_a_translation() -> None:
    assert explanations() - set(Catalogue("vi").messages) == set()


def test_translations_have_the_fields_of_their_messages() -> None:
    for message, translation in Catalogue("vi").messages.items():
        fields = (sorted(part.partition("}")[0] for part in text.split("{")[1:]) for text in (message, translation))
        assert len({tuple(each) for each in fields}) == 1, message


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_what_a_rule_says_is_told_in_vietnamese(rule: Rule) -> None:
    known = Catalogue("vi").messages
    for example in rule.examples:
        for found in findings_of(rule, example):
            for text in (found.message, found.hint):
                assert (text.template if isinstance(text, Message) else text) in known


def test_a_message_is_its_english_text() -> None:
    message = Message("use {choice}", choice=Message("{others} or {last}", others="“a”", last="“{b}”"))
    assert message == "use “a” or “{b}”"
    assert told(message, Catalogue("vi").gettext) == "hãy dùng “a” hoặc “{b}”"
    assert told(message, str) == message
    for copy in (pickle.loads(pickle.dumps(message)), Message.from_json(message.as_json())):
        assert (copy, copy.as_json()) == (message, message.as_json())


@pytest.mark.parametrize(
    ("number", "vi"), [("7", "7"), ("0.49", "0,49"), ("1,234,567", "1.234.567"), ("1,234.5", "1.234,5")]
)
def test_numbers_are_written_as_the_reader_writes_them(number: str, vi: str) -> None:
    message = Message("perhaps misaligned: probability {value}", value=figure(number))
    assert message == f"perhaps misaligned: probability {number}"
    assert told(message, Catalogue("vi").gettext).endswith(vi)
    assert told(Message.from_json(message.as_json()), Catalogue("vi").gettext).endswith(vi)


def test_braces_of_a_text_without_values_are_braces() -> None:
    assert told(Message("{n}"), str) == told("{n}", str) == "{n}"


@pytest.mark.parametrize("format", REPORTS)
def test_reports_for_readers_are_told_in_vietnamese_and_no_others(format: str) -> None:
    rule = RULES["TRM002"]
    findings = findings_of(rule, next(each for each in rule.examples if each.fires))
    report = render_report(findings, format, Catalogue("vi").gettext)
    assert ("cách dịch bị cấm của" in report) is (REPORTS[format].told is not None)
    assert ("is a forbidden rendering of" in report) is (REPORTS[format].told is None)
