"""TBX v3 as written: the dialects Core, Min and Basic in the styles DCA and DCT, always valid."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from songngu.corpus.errors import UsageError
from songngu.glossary.concept import Concept, Extra, Glossary, Status, Term
from songngu.glossary.formats.losses import Loss, losses_of
from songngu.glossary.formats.pairs import unique
from songngu.glossary.formats.tbx_rules import CATEGORIES, CORE, LANG, LEVELS, MODULES, VALUES

DIALECTS = {"core": "TBX-Core", "min": "TBX-Min", "basic": "TBX-Basic"}
STYLES = ("dca", "dct")
_STATUSES = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "deprecatedTerm-admn-sts",
    Status.FORBIDDEN: "deprecatedTerm-admn-sts",
}
_PARTS = {
    "n": "noun", "propernoun": "noun", "proper noun": "noun", "danh từ": "noun", "v": "verb", "động từ": "verb",
    "adj": "adjective", "tính từ": "adjective", "adv": "adverb", "trạng từ": "adverb",
}  # fmt: skip
_KINDS = {name: kind for kind, names in CATEGORIES["TBX-Basic"].items() for name in names}
_NUMBER = re.compile(r" \d+$")
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ID = re.compile(r"[^\W\d][\w.\-]*")
_ADDRESS = re.compile(r"(https?://\S+) ?(.*)")


def write(glossary: Glossary, *, dialect: str = "basic", style: str = "dca") -> tuple[bytes, list[Loss]]:
    """Return a glossary as TBX v3, and what is lost; raises UsageError for an unknown dialect or style."""
    if dialect not in DIALECTS or style not in STYLES:
        hint = f"dialects are {', '.join(DIALECTS)}; styles {', '.join(STYLES)}"
        raise UsageError(f"no TBX of dialect {dialect!r} and style {style!r}", hint=hint)
    return _Writer(DIALECTS[dialect], style).document(glossary)


class _Writer:
    """Builds the tree; collects what the dialect has no place for."""

    def __init__(self, dialect: str, style: str) -> None:
        self._dialect, self._style = dialect, style
        self._allowed = {name for names in CATEGORIES[dialect].values() for name in names}
        self._losses: list[Loss] = []
        self._concept = ""

    def document(self, glossary: Glossary) -> tuple[bytes, list[Loss]]:
        kept = {"note", "extra"} | ({"domain"} if "subjectField" in self._allowed else set())
        kept |= {"source"} if "source" in self._allowed else set()
        self._losses += losses_of(glossary, concept=kept, term={"note", "extra", "pos"})
        modules = {"TBX-Core": (), "TBX-Min": ("min",), "TBX-Basic": ("min", "basic")}[self._dialect]
        spaces: Any = {None: CORE} | {name: MODULES[name] for name in modules if self._style == "dct"}
        root = etree.Element(f"{{{CORE}}}tbx", {"type": self._dialect, "style": self._style}, spaces)
        root.set(LANG, "en")
        description = self._add(self._add(self._add(root, "tbxHeader"), "fileDesc"), "sourceDesc")
        self._add(description, "p", "A glossary of songngu")
        text = self._add(root, "text")
        written = [concept for concept in glossary if concept.terms]
        body = self._add(text, "body") if written else text
        taken: set[str] = set()
        for concept in glossary:
            self._concept = concept.id
            if concept.terms:
                self._entry(body, concept, taken)
            else:
                self._lost("the concept, which has no term")
        etree.indent(root)
        data = etree.tostring(root, encoding="utf-8", xml_declaration=True)
        return data.replace(
            b"<?xml version='1.0' encoding='utf-8'?>", b'<?xml version="1.0" encoding="utf-8"?>'
        ) + b"\n", self._losses

    def _lost(self, what: str) -> None:
        self._losses.append(Loss(self._concept, what))

    def _add(self, parent: etree._Element, name: str, text: str = "") -> etree._Element:
        element = etree.SubElement(parent, f"{{{CORE}}}{name}")
        if text:
            element.text = self._clean(text)
        return element

    def _clean(self, text: str) -> str:
        clean = _FORBIDDEN.sub("", text)
        if clean != text:
            self._lost("characters that XML forbids")
        return clean

    def _entry(self, body: etree._Element, concept: Concept, taken: set[str]) -> None:
        entry = self._add(body, "conceptEntry")
        proper = concept.id if _ID.fullmatch(concept.id) else "c" + re.sub(r"[^\w.\-]", "-", concept.id)
        proper = unique(proper, taken)
        entry.set("id", proper)
        if proper != concept.id:
            self._lost("id")
        if concept.domain and "subjectField" in self._allowed:
            self._category(entry, "subjectField", concept.domain)
        if concept.source and "source" in self._allowed:
            self._category(entry, "source", concept.source)
        langs = list(dict.fromkeys(term.lang for term in concept.terms))
        own: dict[str, list[tuple[str, str]]] = {lang: [] for lang in ("", *langs)}
        for name, value in concept.extra:
            lang, dot, rest = name.partition(".")
            own[lang if dot and lang in langs else ""].append((rest if dot and lang in langs else name, value))
        self._extra(entry, tuple(own[""]), "conceptEntry")
        self._notes(entry, concept.note)
        for lang in langs:
            section = self._add(entry, "langSec")
            section.set(LANG, lang)
            self._extra(section, tuple(own[lang]), "langSec")
            for term in concept.in_lang(lang):
                self._term(section, term)

    def _term(self, section: etree._Element, term: Term) -> None:
        its = self._add(section, "termSec")
        self._add(its, "term", term.text)
        pos = _PARTS.get(term.pos.lower(), term.pos)
        if pos in VALUES["partOfSpeech"] and "partOfSpeech" in self._allowed:
            self._category(its, "partOfSpeech", pos)
        if term.pos and (pos != term.pos or "partOfSpeech" not in self._allowed or pos not in VALUES["partOfSpeech"]):
            self._lost("part of speech of a term")
        status = _STATUSES.get(term.status)
        if status and "administrativeStatus" in self._allowed:
            self._category(its, "administrativeStatus", status)
        unsaid = status is None or "administrativeStatus" not in self._allowed
        if term.status is Status.FORBIDDEN or (unsaid and term.status is not Status.PREFERRED):
            self._lost(f"the status {term.status} of a term")
        self._extra(its, term.extra, "termSec")
        self._notes(its, term.note)

    def _notes(self, parent: etree._Element, note: str) -> None:
        for line in filter(str.strip, note.split("\n")):
            self._add(parent, "note", line)

    def _extra(self, parent: etree._Element, extra: Extra, level: str) -> None:
        """Write the data categories among ``extra`` that the dialect has at this level."""
        values = dict(extra)
        # Notes about the term must come before all other descriptions.
        for name in sorted(values, key=lambda name: _KINDS.get(_NUMBER.sub("", name)) != "termNote"):
            bare = _NUMBER.sub("", name)
            if bare.endswith(".source") and name.replace(".source", "", 1) in values:
                continue
            if bare == "note":
                self._notes(parent, values[name])
            elif not self._fits(bare, values[name], level):
                self._lost(f"extra {name}")
            else:
                group = self._grouped(parent, values, name, bare)
                self._category(group, bare, values[name])
                if group is not parent:
                    self._category(group, "source", values[_source_of(name, bare)])

    def _grouped(self, parent: etree._Element, values: dict[str, str], name: str, bare: str) -> etree._Element:
        has_source = _source_of(name, bare) in values and _KINDS[bare] == "descrip" and "source" in self._allowed
        return self._add(parent, "descripGrp") if has_source else parent

    def _fits(self, name: str, value: str, level: str) -> bool:
        if name not in self._allowed or level not in LEVELS.get(name, {level}):
            return False
        kind = _KINDS[name]
        if kind in {"transac", "transacNote", "ref"} or (kind == "termNote" and level != "termSec"):
            return False
        if kind == "xref" and not _ADDRESS.fullmatch(value):
            return False
        return name not in VALUES or value in VALUES[name]

    def _category(self, parent: etree._Element, name: str, value: str) -> None:
        """Write one data category in the style of the document."""
        kind = _KINDS[name]
        if self._style == "dca":
            element = self._add(parent, kind)
            element.set("type", name)
        else:
            module = "min" if any(name in names for names in CATEGORIES["TBX-Min"].values()) else "basic"
            element = etree.SubElement(parent, f"{{{MODULES[module]}}}{name}")
        address = _ADDRESS.fullmatch(value) if kind == "xref" else None
        if address:
            element.set("target", address[1])
            value = address[2]
        element.text = self._clean(value)


def _source_of(name: str, bare: str) -> str:
    """Return under which name the source of a numbered data category stands."""
    return f"{bare}.source{name[len(bare) :]}"
