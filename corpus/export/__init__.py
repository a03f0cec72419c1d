"""Export: bitexts made into corpora by a recipe: normalised, filtered, without repeats or leaks, split, documented."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from songngu.corpus.export.delivery import Exported, Job, export
    from songngu.corpus.export.recipe import Recipe, read_recipe

__all__ = ["Exported", "Job", "Recipe", "export", "read_recipe"]

_MODULES = {
    "Exported": "delivery",
    "Job": "delivery",
    "Recipe": "recipe",
    "export": "delivery",
    "read_recipe": "recipe",
}


def __getattr__(name: str) -> object:
    """Import what needs Polars when it is first asked for: the command line mounts its commands without."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
