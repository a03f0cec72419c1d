"""Segments that the aligner parted: a source left alone beside a target left alone, checked as the pair they may be."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

import polars as pl

from songngu.align.explainer import explainer
from songngu.corpus.bitext import from_rows

_LEAST_EXPLAINED = 0.5
_MOST_RATIO = math.log(2)
_FIGURE = re.compile(r"\D{0,3}\d[\d.,/:]*(?:[\s-]?[^\W\d_°%€$]{0,12}[.°%€$]?)?")
# Less likely than not: what rests on such a pair is no error.
_PROBABILITY = 0.4


def with_pairs(bitext: pl.DataFrame) -> pl.DataFrame:
    """Return a bitext in which neighbouring rows of one side each, that explain each other, are one row.

    A slip in a number or a name may be what parted them; rows that say different things stay what they are: something
    left out, and something added.
    """
    sides = list(zip(*(bitext.get_column(side).to_list() for side in ("source", "target")), strict=True))
    if all(source and target and not source.isspace() and not target.isspace() for source, target in sides):
        return bitext
    alone = [bool(source and source.strip()) - bool(target and target.strip()) for source, target in sides]
    places = [i for i in range(len(alone) - 1) if alone[i] * alone[i + 1] < 0]
    if not places:
        return bitext
    joined: dict[int, dict[str, Any]] = {}
    first, second = (bitext[[i + k for i in places]].to_dicts() for k in (0, 1))
    for i, *pair in zip(places, first, second, strict=True):
        source, target = pair if alone[i] > 0 else pair[::-1]
        if i - 1 not in joined and _belong(source, target):
            joined[i] = _joined(source, target)
    if not joined:
        return bitext
    made, parts, begin = from_rows(joined.values()), [], 0
    for k, i in enumerate(joined):
        parts += [bitext[begin:i].select(made.columns), made[k : k + 1]]
        begin = i + 2
    return pl.concat([*parts, bitext[begin:].select(made.columns)])


def _belong(source: Mapping[str, Any], target: Mapping[str, Any]) -> bool:
    """Tell whether a source without target and a target without source may well render each other."""
    if source["document"] != target["document"] or {source["status"], target["status"]} != {"auto"}:
        return False
    if source["duplicate_of"] is not None or target["duplicate_of"] is not None:
        return False
    words = explainer(source["source_lang"] or "", target["target_lang"] or "")
    if words is None or abs(math.log(len(target["target"]) / len(source["source"]))) > _MOST_RATIO:
        return False
    texts = source["source"], target["target"]
    if all(_is_figure(text) for text in texts):
        return True
    return all(words.explained(*texts, is_source=side) >= _LEAST_EXPLAINED for side in (True, False))


def _is_figure(text: str) -> bool:
    """Tell whether a text is one number, perhaps with a unit, as a cell of a table is: no words can explain it."""
    return bool(_FIGURE.fullmatch(text.strip()))


def _joined(source: Mapping[str, Any], target: Mapping[str, Any]) -> dict[str, Any]:
    names = ("target", "target_lang", "target_file", "target_spans", "target_ids")
    return {**source, **{name: target[name] for name in names}, "probability": _PROBABILITY, "note": None}
