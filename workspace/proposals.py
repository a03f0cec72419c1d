"""Proposals for a glossary: as concepts with ids that are free, and added to a glossary in YAML."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from songngu.corpus.errors import UsageError

if TYPE_CHECKING:
    from songngu.glossary.concept import Concept
    from songngu.glossary.formats.losses import GlossaryReading
    from songngu.glossary.suggest import Suggestions


def concepts_of(found: Suggestions, numbers: Sequence[int], taken: set[str], *, accepted: bool) -> list[Concept]:
    """Return the proposals of some numbers, from 1, as concepts; ids in ``taken`` are not given."""
    from songngu.glossary.concept import Status

    concepts, free = [], 1
    for number in numbers:
        while (name := f"s{free:03}") in taken:
            free += 1
        taken.add(name)
        status = None if accepted else Status.PROPOSED
        concepts.append(found.proposals[number - 1].concept(name, found.langs, status))
    return concepts


def add_proposals(found: Suggestions, numbers: Sequence[int], path: Path, known: GlossaryReading) -> None:
    """Add proposals to the glossary at ``path``, read as ``known``, and write it; its comments stay.

    Raises UsageError for one that is no YAML.
    """
    from songngu.corpus.files.guard import editing
    from songngu.corpus.files.output import atomic_writer
    from songngu.glossary.concept import Glossary
    from songngu.glossary.formats import format_of
    from songngu.glossary.formats.yaml import dump

    if format_of(path).name != "yaml":
        raise UsageError(
            f"{path}: proposals are added to YAML glossaries only", hint="songngu glossary import makes one"
        )
    concepts = concepts_of(found, numbers, {concept.id for concept in known.glossary}, accepted=True)
    whole = Glossary((*known.glossary.concepts, *concepts))
    text = dump(whole, known.comments) if known.comments is not None else dump(whole)
    with editing(path), atomic_writer(path, binary=True) as stream:
        stream.write(text.encode())
