"""Export: bitexts made into corpora by a recipe: normalised, filtered, without repeats or leaks, split, documented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from songngu.corpus.files.lazy import attributes_of

if TYPE_CHECKING:
    from songngu.corpus.export.delivery import Exported, Job, export
    from songngu.corpus.export.recipe import Recipe, read_recipe

__all__ = ["Exported", "Job", "Recipe", "export", "read_recipe"]

# What needs Polars is imported when it is first asked for: the command line mounts its commands without.
__getattr__ = attributes_of(
    __name__,
    {
        "Exported": "corpus.export.delivery",
        "Job": "corpus.export.delivery",
        "Recipe": "corpus.export.recipe",
        "export": "corpus.export.delivery",
        "read_recipe": "corpus.export.recipe",
    },
)
