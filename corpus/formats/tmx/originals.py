"""Writes units back as they were read, with what has changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from songngu.corpus.bitext import row_id
from songngu.corpus.formats.tmx.segment import plain_text, tag_name
from songngu.corpus.formats.tmx.units import PREFIX, XML_LANG, variant_lang
from songngu.corpus.language.tags import find_tag

Cells = Mapping[str, Any]


def parse_original(text: str) -> etree._Element | None:
    """Return the unit, or the document of a header and a unit, that ``text`` holds; None if it is neither."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError:
        return None
    return root if root.getroottree().docinfo.internalDTD is None and unit_of(root) is not None else None


def unit_of(root: etree._Element) -> etree._Element | None:
    """Return the unit in what `parse_original` gave."""
    return root if tag_name(root) == "tu" else root.find("body/{*}tu")


@dataclass(slots=True)
class Restorer:
    """Restores units row by row; ``stripped`` counts those whose text changed, so that their codes were lost."""

    stripped: int = 0

    def restore(self, root: etree._Element, row: Cells, own: Mapping[str, str]) -> str:
        """Return the unit as XML, with the texts, id and note of ``row`` and the properties ``own``, by their types."""
        unit = unit_of(root)
        assert unit is not None
        _set_langs(unit)
        _set_id(unit, row)
        _set_note(unit, row["note"])
        _set_own(unit, own)
        if self._set_texts(unit, row):
            self.stripped += 1
        return etree.tostring(unit, encoding="unicode", with_tail=False)

    def _set_texts(self, unit: etree._Element, row: Cells) -> bool:
        variants = unit.findall("{*}tuv")
        langs: list[str | None] = [variant_lang(variant) for variant in variants]
        stripped = False
        for side in ("source", "target"):
            place = find_tag(row[f"{side}_lang"], langs)
            if place is None:
                if row[side]:
                    _add_variant(unit, row[f"{side}_lang"], row[side])
                continue
            langs[place] = None
            stripped |= _set_text(variants[place], row[side])
        return stripped


def _set_langs(unit: etree._Element) -> None:
    """Name the language of each variant as TMX has done since 1.4, in place of ``lang``."""
    for variant in unit.findall("{*}tuv"):
        if variant.get(XML_LANG) is None:
            lang = variant.attrib.pop("lang", "")
            variant.set(XML_LANG, str(lang))


def _set_text(variant: etree._Element, text: str) -> bool:
    """Give a variant its text, unless it has it; tell whether codes were lost."""
    segment = variant.find("{*}seg")
    if segment is None:
        if not text:
            return False
        segment = etree.SubElement(variant, _like(variant, "seg"))
    if plain_text(segment) == text:
        return False
    had_codes = len(segment) > 0
    tail = segment.tail
    attributes = segment.items()
    segment.clear()
    segment.attrib.update(attributes)
    segment.text, segment.tail = text, tail
    return had_codes


def _add_variant(unit: etree._Element, lang: str, text: str) -> None:
    variant = etree.SubElement(unit, _like(unit, "tuv"), {XML_LANG: lang})
    etree.SubElement(variant, _like(unit, "seg")).text = text
    variant.tail = "\n"


def _set_id(unit: etree._Element, row: Cells) -> None:
    known = unit.get("tuid") or row_id("", "", (), (), row["source"], row["target"])
    if row["id"] != known:
        unit.set("tuid", row["id"])


def _set_note(unit: etree._Element, note: str | None) -> None:
    notes = unit.findall("{*}note")
    if ("\n".join(known.text or "" for known in notes) or None) == note:
        return
    for known in notes:
        unit.remove(known)
    if note:
        _insert(unit, "note", note, 0)


def _set_own(unit: etree._Element, own: Mapping[str, str]) -> None:
    props = [prop for prop in unit.findall("{*}prop") if prop.get("type", "").startswith(PREFIX)]
    if {prop.get("type", ""): prop.text or "" for prop in props} == own:
        return
    for prop in props:
        unit.remove(prop)
    for kind, text in own.items():
        before = [place for place, child in enumerate(unit) if tag_name(child) in ("note", "prop")]
        _insert(unit, "prop", text, before[-1] + 1 if before else 0).set("type", kind)


def _insert(unit: etree._Element, name: str, text: str, place: int) -> etree._Element:
    element = etree.Element(_like(unit, name))
    element.text, element.tail = text, "\n"
    unit.insert(place, element)
    return element


def _like(element: etree._Element, name: str) -> str:
    """Return a tag called ``name`` in the namespace of ``element``."""
    space = element.tag.rpartition("}")[0]
    return f"{space}}}{name}" if space else name
