"""The front door: what `import songngu` gives is what the docs show, lazily, and by names that mean one thing."""

import importlib
import inspect
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import songngu

DOCS = (Path(__file__).parents[1] / "docs" / "python.md").read_text(encoding="utf-8")
ROOMS = ("corpus", "align", "glossary", "workspace")


def test_all_names_can_be_had_and_are_explained() -> None:
    for name in songngu.__all__:
        thing = getattr(songngu, name)
        assert inspect.getdoc(thing), name
        assert re.search(rf"\b{name}\b", DOCS), f"docs/python.md does not name {name}"
    assert set(re.findall(r"\bsongngu\.([A-Za-z_]+)(?=[(\s\]])", DOCS)) - {"toml"} <= set(songngu.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        _ = songngu.nothing  # type: ignore[attr-defined]


def test_public_functions_say_their_types() -> None:
    for name in songngu.__all__:
        thing = getattr(songngu, name)
        if inspect.isfunction(thing):
            signature = inspect.signature(thing)
            assert signature.return_annotation is not inspect.Signature.empty, name
            assert all(each.annotation is not inspect.Parameter.empty for each in signature.parameters.values()), name


@pytest.mark.parametrize("room", ROOMS)
def test_no_public_name_hides_a_module(room: str) -> None:
    package = importlib.import_module(f"songngu.{room}")
    modules = [each.name for each in pkgutil.walk_packages(package.__path__, f"songngu.{room}.")]
    for module in modules:
        importlib.import_module(module)
    inner = {module.split(".")[2] for module in modules}
    assert not inner & set(package.__all__)
    for name in package.__all__:
        assert not inspect.ismodule(getattr(package, name))


def test_importing_costs_nothing() -> None:
    code = "import songngu, sys; print(sorted({'polars', 'numpy', 'lxml', 'pydantic', 'typer'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
