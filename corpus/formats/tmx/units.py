"""The units of a TMX document, as they are before source and target are told apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from lxml import etree

from songngu.corpus.formats.tmx.segment import plain_text, tag_name

PREFIX = "x-songngu-"
"""Properties of this type, and the name of a column behind it, hold what TMX has no place for."""

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LANGS = (XML_LANG, "lang")


class Unit(NamedTuple):
    """A translation unit: languages and plain texts of its variants, in order.

    ``own`` are the properties that songngu wrote, by the rest of their types; ``original`` is the unit as XML where it
    has more than this, and ``line`` its line in the document.
    """

    id: str | None
    source_lang: str | None
    langs: tuple[str, ...]
    texts: tuple[str, ...]
    note: str | None = None
    own: dict[str, str] | None = None
    original: str | None = None
    line: int = 0
    entities: int = 0


def units(root: etree._Element, *, named: bool) -> Iterator[Unit]:
    """Yield the units of a document in order; a unit inside a unit is part of that.

    ``named`` where each unit is expected to say its source language, since the header does not.
    """
    inside: set[etree._Element] = set()
    for element in root.iter("{*}tu"):
        if element not in inside:
            inside.update(element.iterdescendants("{*}tu"))
            yield _unit(element, named=named)


def with_header(unit: Unit, header: str) -> Unit:
    """Return a unit whose original is a document of the ``header`` of its file, with the tag before it, and itself."""
    return unit._replace(original=f"{header}<body>{unit.original or plain_xml(unit)}</body></tmx>")


def _unit(element: etree._Element, *, named: bool) -> Unit:
    """Return a unit, with its XML where it has more than two texts, a note and properties of ours."""
    own: dict[str, str] = {}
    notes: list[str] = []
    variants: list[tuple[str, str]] = []
    plain = not set(element.keys()) - {"tuid", *(("srclang",) if named else ())}
    for child in element:
        name = tag_name(child)
        if name == "tuv":
            variants.append((variant_lang(child), _text(child)))
            plain = plain and _is_plain_variant(child)
        elif name == "prop" and child.get("type", "").startswith(PREFIX):
            own[child.get("type", "").removeprefix(PREFIX)] = child.text or ""
            plain = plain and len(child.keys()) == 1
        elif name == "note":
            notes.append(child.text or "")
            plain = plain and bool(child.text) and not child.keys() and len(notes) == 1
        else:
            plain = False
    langs, texts = zip(*variants, strict=True) if variants else ((), ())
    plain = plain and len(variants) == 2 and "" not in texts
    return Unit(
        element.get("tuid"),
        element.get("srclang"),
        langs,
        texts,
        "\n".join(notes) or None,
        own or None,
        None if plain else _xml(element),
        cast(int, element.sourceline),
        sum(1 for _ in element.iter(etree.Entity)),
    )


def variant_lang(variant: etree._Element) -> str:
    """Return the language of a variant, "" for none."""
    # TMX before 1.4 has lang for xml:lang.
    return variant.get(XML_LANG) or variant.get("lang") or ""


def _text(variant: etree._Element) -> str:
    segment = variant.find("{*}seg")
    return "" if segment is None else plain_text(segment)


def _is_plain_variant(variant: etree._Element) -> bool:
    keys = variant.keys()
    return len(keys) == 1 and keys[0] in _LANGS and len(variant) == 1 and not (len(variant[0]) or variant[0].keys())


def _xml(element: etree._Element) -> str:
    return etree.tostring(element, encoding="unicode", with_tail=False)


def plain_xml(unit: Unit) -> str:
    """Return as XML a unit that has no original, and no properties or note."""
    attributes = {"tuid": unit.id, "srclang": unit.source_lang}
    element = etree.Element("tu", {name: value for name, value in attributes.items() if value is not None})
    for lang, text in zip(unit.langs, unit.texts, strict=True):
        etree.SubElement(etree.SubElement(element, "tuv", {XML_LANG: lang}), "seg").text = text
    return _xml(element)
