"""Normalisation steps: changes of the texts of a bitext, each optional, in one fixed order, recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import polars as pl

from songngu.corpus.errors import UsageError
from songngu.corpus.export.steps.moses import DETOKENISE, PUNCTUATION, TOKENISE
from songngu.corpus.export.steps.step import NormalisationStep
from songngu.corpus.export.steps.substitution import SUBSTITUTE
from songngu.corpus.export.steps.text import NFC, PERSONAL, QUOTES, SPACES, TONES
from songngu.corpus.export.steps.truecase import TRUECASE
from songngu.corpus.files.registry import Registry

STEPS: Registry[NormalisationStep] = Registry(
    "normalisation step",
    {
        step.name: step
        for step in (NFC, DETOKENISE, TONES, PUNCTUATION, QUOTES, SUBSTITUTE, SPACES, PERSONAL, TOKENISE, TRUECASE)
    },
)
"""The steps by name, in the order they are taken."""


@dataclass(frozen=True, slots=True)
class Steps:
    """The steps chosen with the value of each, in order."""

    chosen: tuple[tuple[NormalisationStep, object], ...]

    def apply(self, bitext: pl.LazyFrame) -> pl.LazyFrame:
        """Return the bitext with its texts changed; ``id``, spans and the other columns stay.

        Everything streams. True-casing reads the bitext once when it is asked for, to learn from it.
        """
        for step, value in self.chosen:
            bitext = step.change(bitext, value)
        return bitext

    def recorded(self) -> dict[str, object]:
        """Return the steps as a manifest holds them: names and values in order, and the version of sacremoses."""
        record = {step.name: value for step, value in self.chosen}
        if any(step.moses for step, _ in self.chosen):
            from importlib.metadata import version

            record["sacremoses"] = version("sacremoses")
        return record


def steps_of(options: Mapping[str, object]) -> Steps:
    """Return the steps that ``options`` ask for: true, or the value a step has; false leaves it out.

    What can be asked for more than once has names of its own: ``substitute:commas``, ``substitute:dashes``. Raises
    UsageError for a step or a value there is not.
    """
    asked = {name: _named(name) for name, value in options.items() if _named(name) and value is not False}
    order = list(STEPS)
    chosen = sorted(asked.items(), key=lambda item: order.index(STEPS.find(item[0].partition(":")[0]).name))
    steps = ((step, _value(step, options[name])) for name, step in chosen)
    return Steps(tuple((step, value) for step, value in steps if value != "keep"))


def _named(name: str) -> NormalisationStep:
    base, labelled, label = name.partition(":")
    step = STEPS.find(base)
    if labelled and (step.check is None or not label):
        raise UsageError(f"no normalisation step can be called {name!r}", hint=f"ask for {base}")
    return replace(step, name=name)


def _value(step: NormalisationStep, value: object) -> object:
    if step.check is not None:
        step.check(value)
    elif value not in step.values:
        known = ", ".join(str(each).lower() for each in (*step.values, False))
        given = str(value).lower() if isinstance(value, bool) else repr(value)
        raise UsageError(f"step {step.name} cannot be {given}", hint=f"it is one of {known}")
    return value
