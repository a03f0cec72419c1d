"""Whether tags and references are well-formed, told of a column or of a stretch of a file at a time."""

from __future__ import annotations

import re

import polars as pl

from songngu.corpus.formats.tmx.segment import REFERENCES

# What is left of a tag without the values of its attributes, and of elements without their texts, has few forms.
_VALUE = r"\"[^\"<&\n\t]*(?:&(?:amp|lt|gt);[^\"<&\n\t]*)*\""
_ATTRIBUTES = r"(?: (?:xml:(?:lang|space)|[A-Za-z_][\w.-]*)=\")*"
_FORMS = {
    "attributes": re.compile(_ATTRIBUTES, re.ASCII),
    "meta": re.compile(rf"(?:<(prop|note){_ATTRIBUTES}></\1>)*", re.ASCII),
    "text": re.compile(rf"(?:<(bpt|ept|it|ph|ut){_ATTRIBUTES}(?:></\1>|/>))*", re.ASCII),
}
_KNOWN = f"(?:{'|'.join(REFERENCES)})"


def malformed(values: pl.Series, kind: str) -> pl.Series:
    """Return those of ``values`` that are not well-formed.

    They are ``attributes`` of a tag, properties and notes (``meta``) or a ``text`` with codes, as the pattern of units
    finds them, whose tags all have an end.
    """
    forms = values.str.replace_all(_VALUE, '"')
    if kind != "attributes":
        forms = forms.str.extract_all("<[^>]*>").list.join("")
    odd = [form for form in forms.unique() if not _is_well_formed(form, kind)]
    return values.filter(forms.is_in(odd))


def _is_well_formed(form: str, kind: str) -> bool:
    """Tell whether a form is one of its kind in which no tag has an attribute twice."""
    if _FORMS[kind].fullmatch(form) is None:
        return False
    names = (tag.split() for tag in re.split("[<>/]", form))
    return all(len(set(each)) == len(each) for each in names)


def has_odd_references(units: pl.Series) -> pl.Series:
    """Tell of units whether they have references that XML has not itself, or the end of a section that none began."""
    told = units.str.contains("]]>", literal=True)
    rows = units.str.contains("&", literal=True).arg_true()
    if not len(rows):
        return told
    found = units.gather(rows)
    strange = found.str.count_matches("&", literal=True) != found.str.count_matches(_KNOWN)
    return told.scatter(rows.filter(strange), True)
