"""The explicit package list in pyproject.toml must match the tree."""

import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_every_package_is_listed() -> None:
    listed = set(tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["setuptools"]["packages"])
    found = {"songngu"} | {
        ".".join(("songngu", *init.parent.relative_to(ROOT).parts))
        for top in ("commands", "workspace", "glossary", "align", "corpus")
        for init in (ROOT / top).rglob("__init__.py")
    }
    assert listed == found
