"""The layout tells where things are: every module with behaviour has its tests in the mirrored place, and back."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TESTS = ROOT / "tests"
ROOMS = ("corpus", "align", "glossary", "workspace", "commands")

WITHOUT: dict[str, str] = {}
"""Modules with behaviour that have no tests of their own, each with the reason; the list may only shrink."""

ACROSS = {
    "align/test_mirror.py": "both directions of a pair, through the whole aligner",
    "commands/test_inputs_kept.py": "no command writes over an input",
    "commands/test_memory_matching.py": "the commands that look documents up in a memory",
    "commands/test_streams.py": "standard streams of every command",
    "corpus/export/filters/test_documentation.py": "what the documents say of filters and steps",
    "corpus/formats/test_contract.py": "what every format promises",
    "corpus/readers/test_contract.py": "what every reader promises",
    "glossary/rules/test_messages.py": "the messages of all rules, in every language",
    "workspace/review/test_browser.py": "the page in a browser",
    "workspace/test_two_processes.py": "two processes on one workspace",
}
"""Tests of several modules together, and what they are about."""


def has_behaviour(module: Path) -> bool:
    """Tell whether a module holds a function beside what Python itself asks for by name."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    names = (node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    return any(not (name.startswith("__") and name.endswith("__")) for name in names)


def mirrored(module: Path) -> Path:
    """Return where the tests of a module stand; those of a folder itself are called after it."""
    name = module.parent.name if module.stem == "__init__" else module.stem
    return module.parent / f"test_{name}.py"


MODULES = [path.relative_to(ROOT) for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
"""All modules of the rooms."""


def test_every_module_with_behaviour_has_its_tests() -> None:
    without = {
        module.as_posix()
        for module in MODULES
        if has_behaviour(ROOT / module) and not (TESTS / mirrored(module)).is_file()
    }
    assert sorted(without - WITHOUT.keys()) == [], "write tests in the mirrored place"
    assert sorted(WITHOUT.keys() - without) == [], "take what has tests off the list"


def test_every_test_stands_where_its_module_does() -> None:
    places = {mirrored(module) for module in MODULES}
    tests = {path.relative_to(TESTS) for room in ROOMS for path in (TESTS / room).rglob("test_*.py")}
    astray = {test.as_posix() for test in tests - places}
    assert sorted(astray - ACROSS.keys()) == [], "call tests after what they test"
    assert sorted(ACROSS.keys() - astray) == [], "take what is gone off the list"


@pytest.mark.parametrize("reasons", [WITHOUT, ACROSS], ids=["without", "across"])
def test_every_exception_has_its_reason(reasons: dict[str, str]) -> None:
    assert all(reasons.values())
