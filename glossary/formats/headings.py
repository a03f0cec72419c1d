"""The columns of tables of terms, told by what people head them with, in English or Vietnamese.

A heading names a language (``en``, *Tiếng Anh*, *Term [en]*), a status (``vi_forbidden``, *English (do not use)*), a
field (*Ghi chú*, *Part of speech*), or two of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from songngu.corpus.language.names import language_named
from songngu.glossary.concept import Status
from songngu.glossary.formats.languages import code, named

TERM = "term"
BESIDE = "beside"
"""The field of a column whose heading is a status alone (*forbidden*, *synonyms*): of the language before it."""
UNNAMED = frozenset(("first", "second", TERM))
"""The fields of columns of terms whose headings may name no language."""

_STATUSES = {
    Status.FORBIDDEN: "forbidden|do not use|don't use|avoid|banned|not allowed|cấm|cấm dùng|không dùng|tránh|sai",
    Status.ADMITTED: "admitted|alternatives?|synonyms?|variants?|also|acceptable|allowed|đồng nghĩa|biến thể"
    "|chấp nhận|được dùng|khác",
    Status.PREFERRED: "preferred|approved|recommended|ưu tiên|chuẩn|nên dùng",
    Status.DEPRECATED: "deprecated|obsolete|outdated|lỗi thời",
    Status.PROPOSED: "proposed|draft|candidate|đề xuất",
}
_STATUS = {
    status: re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])", re.IGNORECASE) for status, words in _STATUSES.items()
}
_FIELDS = {
    "id": "id, concept id, entry id, term id, conceptid, e id, iate id, record id, termbase id, uuid, guid, entry, "
    "entry no, entry no., entry number, entry nr, concept no, concept no., concept number, record, mã, mã số, "
    "mã khái niệm, mã mục, key",
    "number": "no, no., nr, nr., #, num, number, index, stt, tt, số tt, số thứ tự, số",
    "domain": "domain, domains, subject, subject field, field, category, topic, e domains, concept subject, lĩnh vực, "
    "chuyên ngành, ngành, chủ đề",
    "type": "type, kind, concept type",
    "note": "note, notes, comment, comments, remark, remarks, description, concept note, usage note, ghi chú, "
    "chú thích, chú giải, nhận xét, mô tả",
    "definition": "definition, concept definition, explanation, định nghĩa, giải thích, giải nghĩa",
    "source": "source, reference, authority, nguồn",
    "pos": "pos, part of speech, partofspeech, word class, grammar, từ loại, loại từ",
    "status": "status, term status, usage status, administrative status, t status, t evaluation, "
    "evaluation, trạng thái, tình trạng",
    "forbidden_scope": "forbidden scope",
    "case_sensitive": "case sensitive",
    "language": "language, lang, locale, language code, l code, ngôn ngữ, mã ngôn ngữ",
    TERM: "term, terms, t term, word, words, thuật ngữ, từ, từ ngữ, cụm từ",
    "first language": "source language, source lang, from language, ngôn ngữ nguồn, ngôn ngữ gốc",
    "second language": "target language, target lang, to language, ngôn ngữ đích",
    "first": "from, source term, source text, source word, src, sl, original, gốc, từ gốc, thuật ngữ gốc, "
    "thuật ngữ nguồn, nguyên văn, nguyên ngữ",
    "second": "to, target, target term, target text, target word, tgt, trg, tl, translation, rendering, meaning, đích, "
    "bản dịch, dịch, từ dịch, thuật ngữ dịch, thuật ngữ đích, tương đương, từ tương đương, nghĩa",
}
_FIELD_OF = {name.strip(): field for field, names in _FIELDS.items() for name in names.split(",")}
_BRACKETS = re.compile(r"[\[\](){}:]")
_CALLED = "(?:terms?|words?|text|name|lang|language)"
# As programs head columns: en_term, term.vi, name-en.
_TAGGED = re.compile(rf"{_CALLED}[ _.:-]+(\w+(?:-\w+)*)|(\w+(?:-\w+)*?)[ _.:-]+{_CALLED}", re.IGNORECASE)


class Heading(NamedTuple):
    """What a column holds (empty where nothing known), of which language and status where its heading says so."""

    field: str
    lang: str = ""
    status: Status | None = None


def heading(text: str) -> Heading:
    """Return what a column of that heading holds."""
    plain = " ".join(unicodedata.normalize("NFC", text).replace("_", " ").split())
    if field := _FIELD_OF.get(plain.casefold()):
        return Heading(field)
    whole = named(text) or language_named(text) or _tagged(text)
    status = None if whole and code(text) == whole else next((s for s, p in _STATUS.items() if p.search(plain)), None)
    rest = " ".join(_STATUS[status].sub(" ", plain).split()) if status else plain
    if field := _FIELD_OF.get(_BRACKETS.sub(" ", rest).strip().casefold()):
        return Heading(field, "", status)
    lang = named(rest) or (language_named(rest) if status else whole)
    if lang is None:
        return Heading("" if rest else BESIDE, "", status)
    return Heading(_field_beside(rest) or TERM, lang, status)


def _tagged(text: str) -> str | None:
    """Return the language of a heading that is its code and a word for terms."""
    found = _TAGGED.fullmatch(text.strip())
    return language_named(found[1] or found[2]) if found else None


def _field_beside(text: str) -> str:
    """Return the field that a heading names beside a language: *Definition [en]*, *en note*, *Term: English*."""
    words = _BRACKETS.sub(" ", text).casefold().split()
    runs = [" ".join(words[i:j]) for i in range(len(words)) for j in range(len(words), i, -1)]
    own = {"term", "word", "terms", "words", "từ", "thuật ngữ", "first", "second", "number", "language", "no"}
    return next((_FIELD_OF[run] for run in runs if run in _FIELD_OF and _FIELD_OF[run] not in own), "")


def headings(cells: Sequence[str]) -> list[Heading] | None:
    """Return the columns that a row heads, or None for a row of terms.

    A head names two languages or more, or a language column beside the terms, or a term and its rendering, of which one
    may be named by its language. What is headed *source* beside a *target* is a term.
    """
    found = [heading(cell) for cell in cells]
    fields = [each.field for each in found]
    if "source" in fields and "second" in fields and not any(each.lang for each in found):
        found[fields.index("source")] = Heading("first")
    if TERM in fields and "second" in fields and "first" not in fields and not any(each.lang for each in found):
        found[fields.index(TERM)] = Heading("first")
    fields = [each.field for each in found]
    langs = {each.lang for each in found if each.field == TERM and each.lang}
    unnamed = sum(each.field in UNNAMED and not each.lang for each in found)
    if len(langs) == 1 and not unnamed and "source" in fields:
        found[fields.index("source")], unnamed = Heading("first"), 1
    if len(langs) == 1 and unnamed == 1:
        return found
    if len(langs) > 1 or {"language", TERM} <= set(fields) or {"first", "second"} <= set(fields):
        return found
    return None
