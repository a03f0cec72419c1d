"""What TBX v3 (ISO 30042:2019) allows: the content of each element, and the data categories of its public dialects.

The rules are those of the core structure and of the Schematron rules of TBX-Min and TBX-Basic. Read liberally, the
names and values of earlier drafts pass (``usageStatus``, ``creation``), and the header is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

CORE = "urn:iso:std:iso:30042:ed-2"
MODULES = {"min": "http://www.tbxinfo.net/ns/min", "basic": "http://www.tbxinfo.net/ns/basic"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"

META = frozenset({"admin", "adminNote", "descrip", "descripNote", "ref", "termNote", "transac", "transacNote", "xref"})
_ABOUT = frozenset({"admin", "adminGrp", "descrip", "descripGrp", "note", "ref", "transacGrp", "xref"})
_LINKS = _ABOUT - {"descrip", "descripGrp"}
CONTENT = {
    "tbx": frozenset({"tbxHeader", "text"}),
    "text": frozenset({"body", "back"}),
    "body": frozenset({"conceptEntry"}),
    "conceptEntry": _ABOUT | {"langSec"},
    "langSec": _ABOUT | {"termSec"},
    "termSec": _ABOUT | {"term", "termNote", "termNoteGrp"},
    "descripGrp": _LINKS - {"adminNote"} | {"descrip", "descripNote"},
    "adminGrp": frozenset({"admin", "adminNote", "note", "ref", "xref"}),
    "termNoteGrp": _LINKS | {"termNote"},
    "transacGrp": frozenset({"transac", "transacNote", "date", "note", "ref", "xref"}),
}
_HEADS = {
    "termSec": "term",
    "descripGrp": "descrip",
    "adminGrp": "admin",
    "termNoteGrp": "termNote",
    "transacGrp": "transac",
}
_WITHOUT_FOREIGN = frozenset({"tbx", "text", "body"})

_MIN = {
    "admin": {"customerSubset"},
    "descrip": {"subjectField"},
    "termNote": {"administrativeStatus", "partOfSpeech"},
    "xref": {"externalCrossReference"},
}
_BASIC = {
    "admin": {"customerSubset", "projectSubset", "source"},
    "descrip": {"subjectField", "context", "definition"},
    "ref": {"crossReference"},
    "termNote": {
        "administrativeStatus", "partOfSpeech", "geographicalUsage", "grammaticalGender", "termLocation", "termType",
    },
    "transac": {"transactionType"},
    "transacNote": {"responsibility"},
    "xref": {"externalCrossReference", "xGraphic"},
}  # fmt: skip
CATEGORIES: dict[str, dict[str, set[str]]] = {"TBX-Core": {}, "TBX-Min": _MIN, "TBX-Basic": _BASIC}
_EARLIER = {"termNote": {"usageStatus"}, "ref": {"relatedConcept", "relatedTerm"}}

VALUES = {
    "administrativeStatus": (
        "admittedTerm-admn-sts", "deprecatedTerm-admn-sts", "supersededTerm-admn-sts", "preferredTerm-admn-sts",
    ),
    "partOfSpeech": ("adjective", "noun", "other", "verb", "adverb"),
    "grammaticalGender": ("masculine", "feminine", "neuter", "other"),
    "termLocation": (
        "checkBox", "comboBox", "comboBoxElement", "dialogBox", "groupBox", "informativeMessage",
        "interactiveMessage", "menuItem", "progressBar", "pushButton", "radioButton", "slider", "spinBox", "tab",
        "tableText", "textBox", "toolTip", "user-definedType",
    ),
    "termType": ("fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"),
    "transactionType": ("origination", "modification"),
}  # fmt: skip
_EARLIER_VALUES = {
    "usageStatus": ("preferred", "admitted", "notRecommended", "obsolete", "deprecated"),
    "partOfSpeech": ("properNoun",),
    "transactionType": ("creation", "introduction"),
    "administrativeStatus": ("preferred", "admitted", "deprecated", "superseded"),
}
_CONCEPT, _LANG, _TERM = "conceptEntry", "langSec", "termSec"
LEVELS = {
    "customerSubset": {_CONCEPT, _TERM},
    "projectSubset": {_CONCEPT, _TERM},
    "subjectField": {_CONCEPT},
    "context": {_TERM},
    "definition": {_CONCEPT, _LANG},
    "crossReference": {_CONCEPT, _TERM},
    "xGraphic": {_CONCEPT, _LANG},
}
_URI = re.compile(r"https?://.+")


class TbxFault(NamedTuple):
    """What is wrong with a file, and on which line."""

    line: int
    message: str
    hint: str


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return etree.QName(element).localname


def line_of(element: etree._Element) -> int:
    """Return the line an element begins on, 0 where that is not known."""
    line = element.sourceline
    return line if isinstance(line, int) else 0


def is_core(element: etree._Element) -> bool:
    """Tell whether an element is of the core structure, not of a module of data categories (style DCT)."""
    return etree.QName(element).namespace in {CORE, None}


def category(element: etree._Element) -> str:
    """Return the data category of an element, in either style."""
    return (element.get("type") or "").strip() if is_core(element) else local(element)


def faults(root: etree._Element, *, strict: bool = False) -> Iterator[TbxFault]:
    """Yield what is wrong with a TBX v3 tree, in the order of the file; if ``strict`` also what a writer must obey."""
    dialect, style = root.get("type", ""), root.get("style", "")
    if strict and (dialect not in CATEGORIES or style not in {"dca", "dct"}):
        yield _fault(root, f"no public dialect: type {dialect!r}, style {style!r}", "TBX-Core, TBX-Min or TBX-Basic")
    known = CATEGORIES.get(dialect)
    ids = {element.get("id") for element in root.iter("*") if element.get("id")}
    for element in root.iter("*"):
        name = local(element)
        if name in {"tbxHeader", "back"} or any(
            local(above) in {"tbxHeader", "back"} for above in element.iterancestors()
        ):
            continue
        if is_core(element) and name in CONTENT:
            yield from _structure(element, name)
        elif name in META or not is_core(element):
            yield from _data_category(element, known, dialect, strict=strict)
            if strict and style == "dca" and not is_core(element):
                yield _fault(element, f"{name} in the style DCT", "write DCA elements")
        target = element.get("target")
        if strict and target is not None and not _URI.match(target) and target not in ids:
            yield _fault(element, f"target {target!r} is neither an id nor an address", "mend it")


def _structure(element: etree._Element, name: str) -> Iterator[TbxFault]:
    children = list(element.iterchildren("*"))
    if name == _CONCEPT and not element.get("id"):
        yield _fault(element, "a concept without an id", "give conceptEntry an id")
    if name == _LANG and not element.get(LANG):
        yield _fault(element, "a langSec without xml:lang", "name its language")
    if (element.text or "").strip() or any((child.tail or "").strip() for child in children):
        yield _fault(element, f"text directly in {name}", "put it into an element")
    for child in children:
        if (local(child) not in CONTENT[name]) if is_core(child) else (name in _WITHOUT_FOREIGN):
            yield _fault(child, f"{local(child)} is not allowed in {name}", f"{name} holds {_listed(CONTENT[name])}")
    head = _HEADS.get(name)
    if head:
        yield from _headed(element, children, name, head)
    inner = {_CONCEPT: _LANG, _LANG: _TERM}.get(name)
    if inner and not any(local(child) == inner for child in children):
        yield _fault(element, f"{name} without a {inner}", "add one or remove it")


def _headed(element: etree._Element, children: list[etree._Element], name: str, head: str) -> Iterator[TbxFault]:
    heads = [child for child in children if is_core(child) and local(child) == head]
    first = children[0] if children else None
    if first is None or (is_core(first) and local(first) != head) or (head == "term" and not heads):
        yield _fault(element, f"{head} must come first in {name}", f"begin {name} with {head}")
    if len(heads) > 1:
        yield _fault(heads[1], f"a second {head} in one {name}", f"give each {head} a {name} of its own")


def _data_category(
    element: etree._Element, known: dict[str, set[str]] | None, dialect: str, *, strict: bool
) -> Iterator[TbxFault]:
    name, kind = category(element), local(element)
    if not name:
        yield _fault(element, f"{kind} without a type", "name its data category")
        return
    earlier = {} if strict else _EARLIER
    if known is not None:
        allowed = (
            known.get(kind, set()) | (earlier.get(kind, set()) if kind in known else set())
            if is_core(element)
            else set().union(*known.values(), *earlier.values())
        )
        if name not in allowed:
            hint = f"here {dialect} allows {_listed(allowed)}" if allowed else f"{dialect} has no {kind}"
            yield _fault(element, f"{name!r} is no data category of {dialect}", hint)
            return
    values = VALUES.get(name, ()) + (() if strict else _EARLIER_VALUES.get(name, ()))
    text = (element.text or "").strip()
    if values and text not in values and (known is not None or strict):
        yield _fault(element, f"{name} is {text!r}", f"use one of {', '.join(values)}")
    levels = LEVELS.get(name)
    if levels and known is not None and not levels & set(_levels(element)):
        yield _fault(element, f"{name} is not allowed in {local(_parent(element))}", f"put it in {_listed(levels)}")


def _parent(element: etree._Element) -> etree._Element:
    above = element.getparent()
    return element if above is None else above


def _levels(element: etree._Element) -> Iterator[str]:
    """Yield what holds the element, through a group around it."""
    above = _parent(element)
    yield local(above)
    if local(above).endswith("Grp"):
        yield local(_parent(above))


def _listed(names: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(names))


def _fault(element: etree._Element, message: str, hint: str) -> TbxFault:
    return TbxFault(line_of(element), message, hint)
