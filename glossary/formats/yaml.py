"""``glossary.yaml``: the glossary as it is kept in version control, with its comments, in one canonical form.

Every scalar is read as a string (``no``, ``1984`` and ``null`` in quotes are terms like any other); aliases are
refused. The canonical form is what `songngu glossary fmt` writes: NFC, concepts by id, one value a line, defaults left
out, so that a change of one term is a change of one line.
"""

from __future__ import annotations

import difflib
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from songngu.corpus.errors import InputError
from songngu.glossary.concept import Glossary
from songngu.glossary.formats.block import Path, Read, Value, read_block
from songngu.glossary.formats.canonical import dump
from songngu.glossary.formats.comments import Comments, comments_of
from songngu.glossary.formats.nodes import Nodes

if TYPE_CHECKING:
    from pydantic import ValidationError

    from songngu.glossary.formats.entries import GlossaryEntry

__all__ = ["dump", "parse"]

_TEXT, _MAPPING = "constrained-str", "TermEntry"
_SHAPES = {
    "string_type": "should be a text",
    "list_type": "should be a list",
    "dict_type": "should be a mapping",
    "model_type": "should be a mapping",
    "model_attributes_type": "should be a mapping",
    "too_short": "is empty",
    "too_long": "has more than two texts",
}


def parse(text: str, file: str) -> tuple[Glossary, Comments]:
    """Return the glossary that a YAML text holds, and its comments; ``file`` is its name in errors.

    Raises InputError, naming file, line and column, for what is no YAML, an unknown key or value, a repeated id or an
    empty term, a regular expression that does not compile or backtracks without bound.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    with _collecting_later():
        content = read_block(text) or Nodes(text, file).read()
        root: Value = content.value or {}
        if isinstance(root, list):
            return _glossary(content, {"concepts": root}, (), text, file)
        if not isinstance(root, dict):
            raise InputError("not a glossary", path=file, line=1, hint="begin with the key concepts:")
        return _glossary(content, root, ("concepts",), text, file)


@contextmanager
def _collecting_later() -> Iterator[None]:
    """Put garbage collection off: nothing here is garbage, and looking through it takes as long as reading."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _glossary(content: Read, root: dict[str, Value], above: Path, text: str, file: str) -> tuple[Glossary, Comments]:
    entry = _validated(root, text, file)
    from songngu.glossary.formats.entries import concept_of

    lines = content.items or [0] * len(entry.concepts)
    concepts = [concept_of(its, line) for its, line in zip(entry.concepts, lines, strict=False)]
    first: dict[str, int] = {}
    for concept in concepts:
        if concept.id in first:
            raise InputError(
                f"concept {concept.id!r} was given on line {first[concept.id]} already",
                path=file,
                line=concept.line,
                hint="give every concept an id of its own",
            )
        first[concept.id] = concept.line
    comments = comments_of(content, _names(entry, above)) if content.comments else Comments()
    return Glossary(tuple(concepts)), comments


def _names(entry: GlossaryEntry, above: Path) -> dict[Path, Path]:
    """Return the path by ids and texts of every concept and term, by its path by numbers."""
    names: dict[Path, Path] = {}
    for i, concept in enumerate(entry.concepts):
        here, named = (*above, i), ("concepts", concept.id)
        names[here] = named
        for lang, terms in concept.terms.items():
            for j, term in enumerate(terms):
                text = term if isinstance(term, str) else term.text
                names[*here, "terms", lang, j] = (*named, "terms", lang, text)
    return names


def _validated(root: dict[str, Value], text: str, file: str) -> GlossaryEntry:
    from pydantic import ValidationError

    from songngu.glossary.formats.entries import GlossaryEntry

    try:
        return GlossaryEntry.model_validate(root)
    except ValidationError as error:
        raise _explained(error, text, file) from None


def _explained(error: ValidationError, text: str, file: str) -> InputError:
    """Return the first of the errors in the order of the file, with its place."""
    nodes = Nodes(text, file)
    bare = isinstance(nodes.value, list)
    found = []
    for fault in error.errors(include_url=False):
        if fault["loc"] and fault["loc"][-1] == (_MAPPING if isinstance(fault["input"], str) else _TEXT):
            continue  # a term is a text or a mapping: the one it is not has nothing to say
        path = tuple(part for part in fault["loc"] if part not in {"[key]", _TEXT, _MAPPING})
        message, hint = _message(fault, path)
        cause: Any = fault.get("ctx", {}).get("error")
        if hasattr(cause, "lang"):
            path = _term_path(nodes.value, path, cause.lang, cause.text)
        found.append((_place(nodes.places, path[1:] if bare else path), message, hint))
    (line, column), message, hint = min(found, key=lambda one: one[0])
    more = f" (and {len(found) - 1} more)" if len(found) > 1 else ""
    return InputError(message + more, path=file, line=line, column=column, hint=hint)


def _term_path(value: Value, path: Path, lang: str, text: str) -> Path:
    """Return the path of the term of a concept that has a text, as near as it can be found."""
    concepts = value.get("concepts") if isinstance(value, dict) else value
    concept = concepts[path[1]] if isinstance(concepts, list) and isinstance(path[1], int) else {}
    terms = concept.get("terms") if isinstance(concept, dict) else None
    items = terms.get(lang) if isinstance(terms, dict) else None
    for j, item in enumerate(items if isinstance(items, list) else [items]):
        forms = [item.get("text"), *(item.get("forms") or [])] if isinstance(item, dict) else [item]
        if text in forms:
            return (*path, "terms", lang, j)
    return path


def _place(places: dict[Path, tuple[int, int]], path: Path) -> tuple[int, int]:
    while path not in places and path:
        path = path[:-1]
    return places.get(path, (1, 1))


def _message(fault: Any, path: Path) -> tuple[str, str | None]:
    """Return what is wrong and what to do, for one error of Pydantic."""
    kind, given = fault["type"], str(fault["input"])
    name = str(path[-1]) if path else "the file"
    if len(path) > 1 and isinstance(path[-1], int):
        name = "term" if "terms" in path[-3:-1] else f"item of {path[-2]}"
    if kind == "enum":
        wanted = fault["ctx"]["expected"].replace("'", "").replace(" or ", ", ")
        near = difflib.get_close_matches(given, wanted.split(", "), 1)
        return f"{name} is {given!r}", f"did you mean {near[0]!r}?" if near else f"use one of {wanted}"
    if kind == "value_error":
        return str(fault["ctx"]["error"]), "mend it, or match the term by name" if "expression" in fault[
            "msg"
        ] else None
    known: dict[str, tuple[str, str | None]] = {
        "extra_forbidden": (f"unknown key {name!r}", _suggestion(name, path)),
        "missing": (f"no {name!r} here", f"add {name}: …"),
        "string_too_short": (f"an empty {'term' if name == 'text' else name}", "fill it or remove it"),
        "string_pattern_mismatch": (f"{name!r} is no language code", "use a code such as vi, en or zh-Hant"),
    }
    return known.get(kind, (f"{name} {_SHAPES.get(kind, fault['msg'])}", None))


def _suggestion(name: str, path: Path) -> str:
    from songngu.glossary.formats import entries

    models: dict[int, type[entries.YamlEntry]] = {1: entries.GlossaryEntry, 3: entries.ConceptEntry}
    inner = entries.ExamplesEntry if len(path) > 3 and path[2] == "examples" else entries.TermEntry
    keys = list(models.get(len(path), inner).model_fields)
    near = difflib.get_close_matches(name, keys, 1)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(keys)}"
