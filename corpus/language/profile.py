"""Languages: what a sentence splitter must know of one, from the tables in ``data/``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_DATA = files("songngu.corpus") / "data"
_SHARED_ABBREVIATIONS = frozenset(
    {"al", "cf", "co", "corp", "dr", "e.g", "etc", "fig", "i.e", "inc", "ltd", "nr", "prof", "st", "vol", "vs"}
)
_SHARED_CLOSING = frozenset({"al", "co", "corp", "etc", "inc", "ltd"})
_NUMBERED = {
    "en": """
        act activity annex appendix article book chapter chart clause day episode example exercise exhibit experiment
        figure lesson module note paragraph part phase plate question rule scene schedule section stage step subsection
        table task unit verse vol volume week
    """,
    "vi": """
        bài biểu_đồ bảng biểu bước chương chú_thích chuyên_đề câu giai_đoạn hình hoạt_động hồi khoản màn mục mẫu ngày
        phần phụ_lục quyển sơ_đồ thí_nghiệm tiết tiểu_mục tuần tập ví_dụ điều điểm
    """,
}
_COUNTING = {
    "en": "one two three four five six seven eight nine ten first second third fourth fifth sixth seventh the last",
    "vi": "thứ nhất nhì hai ba tư bốn năm sáu bảy tám chín mười một cuối",
}
_ORDINAL_STOP = {
    "bs",
    "cs",
    "da",
    "de",
    "et",
    "fi",
    "fo",
    "hr",
    "hu",
    "is",
    "lv",
    "nb",
    "nn",
    "no",
    "pl",
    "sk",
    "sl",
    "tr",
}
_SPACED_ENDS = {"th", "lo"}


@dataclass(frozen=True, slots=True)
class Profile:
    """A language as its sentences are told apart; words are lower case and without their last stop.

    ``abbreviations`` take a stop inside a sentence; those in ``closing`` may end one too, before an opener, those in
    ``last`` do before any capital; those in ``before_number`` are abbreviations only before a number. ``numbered`` are
    words that count headings ("Điều 5."), ``counting`` the numbers in words that do ("Chapter Two."). ``openers`` are
    words that a capital marks as the first of a sentence.
    ``collocations`` are pairs "first second" that a stop does not part. ``ordinal_stop``: "3." is "third".
    """

    code: str
    abbreviations: frozenset[str] = _SHARED_ABBREVIATIONS
    closing: frozenset[str] = _SHARED_CLOSING
    last: frozenset[str] = frozenset({"etc"})
    before_number: frozenset[str] = frozenset()
    numbered: frozenset[str] = frozenset()
    counting: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    collocations: frozenset[str] = frozenset()
    ordinal_stop: bool = False
    spaced_ends: bool = False


@cache
def profile(lang: str) -> Profile:
    """Return the profile of a language (a BCP 47 tag; only its first subtag counts).

    A language we hold no tables for gets what holds nearly everywhere.
    """
    code = lang.replace("_", "-").split("-")[0].lower()
    if code not in _NUMBERED:
        return Profile(code, ordinal_stop=code in _ORDINAL_STOP, spaced_ends=code in _SPACED_ENDS)
    learnt = json.loads((_DATA / f"punkt_{code}.json").read_text(encoding="utf-8"))
    listed = dict(_abbreviations(code))
    tagged = {tag: frozenset(word for word, own in listed.items() if own == tag) for tag in ("end", "last", "number")}
    return Profile(
        code,
        abbreviations=(frozenset(listed) | frozenset(learnt["abbreviations"])) - tagged["number"],
        closing=tagged["end"] | tagged["last"],
        last=tagged["last"],
        before_number=tagged["number"],
        counting=frozenset(_COUNTING[code].split()),
        numbered=frozenset(word.replace("_", " ") for word in _NUMBERED[code].split()),
        openers=frozenset(learnt["openers"]),
        collocations=frozenset(learnt["collocations"]),
    )


def _abbreviations(code: str) -> Iterator[tuple[str, str]]:
    for line in (_DATA / f"abbreviations_{code}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            word, _, tag = line.partition(" ")
            yield word, tag
