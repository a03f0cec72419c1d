"""Sentences: where they end in a text.

One regular expression finds every place where a sentence might end; each is decided by a few look-ups in the language's
profile: abbreviations and sentence openers learnt by Punkt (Kiss and Strunk 2006, "Unsupervised Multilingual Sentence
Boundary Detection") and listed by hand, initials, numbering, brackets.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from songngu.corpus.document import Span
from songngu.corpus.language.normalise import letters, nfc
from songngu.corpus.language.profile import Profile, profile
from songngu.corpus.language.syllables import is_syllable

_STOPS = ".!?…‼⁇⁈⁉।॥؟۔"
_FULL_WIDTH = "。！？｡"
_CLOSING = "\"'”’»›)\\]}」』）】"
_RAISED = "¹²³⁰⁴-⁹"
_OPENING = "\"'“‘«‹„(\\[{¿¡「『（【"

# One class comes first, so that the search skips at full speed to the characters that matter.
_CANDIDATE = re.compile(
    rf"""[{_STOPS}{_FULL_WIDTH}—\n\u2029](?:
      (?<=[{_STOPS}])(?<![{_STOPS}][{_STOPS}])(?P<more>[{_STOPS}]*+)
        (?P<close>[{_CLOSING}]*+)(?:\s?\[\d{{1,3}}(?:[,–-]\s?\d{{1,3}})*\]|[{_RAISED}]{{1,3}})*+(?:(?=\s)|(?P<glued>(?=[{_OPENING}]?[^\W\d_])))
    | (?<=[{_FULL_WIDTH}])[{_FULL_WIDTH}]*+[{_CLOSING}]*+
    | (?<=\s—)(?P<dash>(?=\s))
    | (?<=\n)(?P<gap>[^\S\n]*+\n)
    | (?<=\u2029)(?P<mark>)
    )""",
    re.VERBOSE,
)
_BLANK = re.compile(r"\s*+")
_NEXT = re.compile(rf"\s*+(?P<lead>[{_OPENING}]*)(?P<word>\w*)(?:(?P<bullet>[-–—•]+)\s*+[{_OPENING}]*(?P<item>\w?))?")
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
# "a) Who pays" begins a sentence though the letter is small.
_ENUMERATOR = re.compile(r"\s*+\(?(?:[a-zđ]|[ivx]{1,4}|\d{1,2})\)\s+[^\W\d_]")
_THOUSANDS = re.compile(r"\d{3}(?!\d)")
_ITEM_NUMBER = re.compile(r"(?:\d{1,3}[a-zđ]?|[^\W\d_]|[IVXLC]{1,6})(?:\.(?:\d{1,3}|[a-zđA-ZĐ]))*")
# The end of a line in a table of contents: what leads to the number of the page, and that.
_PAGE = re.compile(r"[ \t]*(?:\d{1,4}|[ivxl]{1,7})(?=\s|$)", re.IGNORECASE)
_LEADER = re.compile(r"(?:\.{4,}|…{2,}|(?:\.[ \u00a0]){3,}\.?)$")
_UNITS = frozenset("mglshtđCFKVAWJNBb")
_QUANTITY = re.compile(r"[\d.,]*\d|độ|°|.*°")
_GLUED_BEFORE = re.compile(r"(?:^|[\s\"'“‘«(,;:–—-])([^\W\d_]{2,})$")
_GLUED_AFTER = re.compile(rf"[{_OPENING}]?(?P<word>[^\W\d_]+)(?![\w(=/@])(?:\.(?P<more>\w))?")
_DOMAINS = frozenset(["com", "vn", "net", "org", "edu", "gov", "io", "info", "biz"])

# A blank inside a Thai or Lao text ends a sentence or a clause; one after a mark of repetition or beside a number or
# a foreign word does not.
_CLAUSE_END = re.compile(
    r"(?<=[\u0e01-\u0e2e\u0e30-\u0e45\u0e47-\u0e4e\u0e81-\u0ec4\u0ec8-\u0ecd])[^\S\n]+(?=[\u0e01-\u0e44\u0e81-\u0ec4])"
)
_LONG_CLAUSE = 60

_TOKEN_REACH = 80
_PAIR_REACH = 400


def split_sentences(text: str, lang: str) -> list[Span]:
    """Return the sentences of ``text``, in order, as spans without white space at their ends.

    Every character that is not white space belongs to exactly one sentence. A blank line always ends a sentence. A text
    whose letters are decomposed (NFD) is cut where it would be if they were composed.
    """
    if unicodedata.is_normalized("NFC", text):
        return _split(text, lang)
    view = nfc(text)
    starts = [view.hull(span.start, span.end).start for span in _split(view.text, lang)]
    starts[:1] = [_skip_blank(text, 0)] if starts else []
    ends = [*starts[1:], len(text)]
    return [Span(start, start + len(text[start:end].rstrip())) for start, end in zip(starts, ends, strict=True)]


def _split(text: str, lang: str) -> list[Span]:
    rules = profile(lang)
    spans: list[Span] = []
    start = _skip_blank(text, 0)
    for match in _CANDIDATE.finditer(text, start):
        if match.start() < start or not _ends(text, start, match, rules):
            continue
        is_gap = match["gap"] is not None or match["mark"] is not None
        page = None if is_gap else _page_of_contents(text, start, match)
        end = len(text[start : match.start()].rstrip()) + start if is_gap else page or match.end()
        spans.append(Span(start, end))
        start = _skip_blank(text, max(end, match.end()))
    end = len(text[start:].rstrip()) + start
    spans = [*spans, Span(start, end)] if end > start else spans
    return [part for span in spans for part in _clauses(text, span)] if rules.spaced_ends else spans


def _clauses(text: str, span: Span) -> Iterator[Span]:
    """Yield the parts of a sentence in a script that ends sentences, and long clauses, by a blank alone."""
    start = span.start
    for blank in _CLAUSE_END.finditer(text, span.start, span.end):
        if min(blank.start() - start, span.end - blank.end()) >= _LONG_CLAUSE:
            yield Span(start, blank.start())
            start = blank.end()
    yield Span(start, span.end)


def _skip_blank(text: str, start: int) -> int:
    blank = _BLANK.match(text, start)
    return blank.end() if blank else start


def _ends(text: str, start: int, match: re.Match[str], rules: Profile) -> bool:
    """Decide whether the sentence that begins at ``start`` ends with ``match``."""
    if match["more"] is None:
        return match["dash"] is None or _breaks_off(text, start, match, rules)
    if match["glued"] is not None:
        return _is_glued(text, start, match, rules)
    if match.start() == start:
        return False
    return _page_of_contents(text, start, match) is not None or _is_end(text, start, match, rules)


def _is_end(text: str, start: int, match: re.Match[str], rules: Profile) -> bool:
    """Decide whether a stop before a space ends the sentence."""
    stop = text[match.start() : match.end("more")]
    following = _NEXT.match(text, match.end())
    if following is None or not _may_begin(stop, match["close"], following):
        return False
    if stop == "." and not _is_full_stop(text, start, match, following, rules):
        return False
    if stop in ("…", "...") and match["close"][:1] in ("]", ")") and _is_omission(text, start, match):
        return False
    return not _is_held(text, start, match)


def _may_begin(stop: str, close: str, following: re.Match[str]) -> bool:
    """Decide whether a sentence may begin with what follows a stop, by its first characters alone."""
    word = following["word"]
    if word:
        if not word[0].islower() or not word.islower():
            return True
        if _ENUMERATOR.match(following.string, following.start()):
            return True
        return stop == "." and following["lead"][:1] in ('"', "“", "«") and not close
    if following["bullet"]:
        return bool(following["item"]) and not following["item"].islower() and not following["lead"] and not close
    after = following.string[following.end() : following.end() + 1]
    return not following["lead"] and after not in ",;:.!?…)]}”’»/&%=+<>|"


def _is_full_stop(text: str, start: int, match: re.Match[str], following: re.Match[str], rules: Profile) -> bool:
    """Decide whether a single "." ends a sentence and not an abbreviation, an initial or a number."""
    head = text[max(start, match.start() - _TOKEN_REACH) : match.start()].split()
    token = head[-1].lstrip("\"'“‘«([") if head else ""
    key, word = letters(token).lower(), following["word"]
    if head and match.start() - start <= _TOKEN_REACH and _is_numbering(head, rules):
        return False
    before_number = word[:1].isdigit()
    opens = (
        letters(word).lower() in rules.openers
        and not word.isupper()
        and f"{key} {word.lower()}" not in rules.collocations
    )
    if key in rules.last:
        return not before_number
    if _INITIALS.fullmatch(token):
        return opens or (token in _UNITS and len(head) > 1 and _QUANTITY.fullmatch(head[-2]) is not None)
    if key in rules.abbreviations or ("." in key and all(part in rules.abbreviations for part in key.split("."))):
        return opens and key in rules.closing
    if before_number and (key in rules.before_number or (_is_part(key) and _THOUSANDS.match(word) is not None)):
        return False
    return not (rules.ordinal_stop and key.isdigit() and len(key) < 3)


def _page_of_contents(text: str, start: int, match: re.Match[str]) -> int | None:
    """Return where the page number ends to which dots lead that end with ``match``, or None."""
    if match["more"] is None or text[match.end() - 1] not in ".…":
        return None
    if match.end() - match.start() < 2 and text[max(0, match.start() - 2)] != ".":
        return None
    if not _LEADER.search(text[max(start, match.end() - _TOKEN_REACH) : match.end()]):
        return None
    page = _PAGE.match(text, match.end())
    return page.end() if page else None


def _is_glued(text: str, start: int, match: re.Match[str], rules: Profile) -> bool:
    """Decide whether a sentence ends with a stop after which no space stands, as in "rồi.Sau đó".

    A small word before it and a capital after it say so, but for names of sites, files and programs, which no word of
    the language (in Vietnamese a syllable) begins or no opener of sentences goes on.
    """
    before = _GLUED_BEFORE.search(text[max(start, match.start() - _TOKEN_REACH) : match.start()])
    after = _GLUED_AFTER.match(text, match.end())
    if before is None or after is None or not after["word"][0].isupper():
        return False
    # "numpy.Array.Sum" is a name, "Đến rồi.Ừ.Về thôi" and "Big?Yes.See" are none.
    if after["more"] and not (after["more"].isupper() and (rules.code == "vi" or match[0][0] in "!?")):
        return False
    if not before[1].islower() and not (match["close"] and before[1].istitle()):
        return False
    word = after["word"].lower()
    if word in _DOMAINS or (before[1] in rules.abbreviations and match[0] == "."):
        return False
    if rules.code == "vi" and is_syllable(before[1]):
        return True
    return letters(word).lower() in rules.openers or (match[0][0] in "!?" and after["word"].istitle())


def _is_part(key: str) -> bool:
    """Tell the first digits of a number that is written with a space after its stop."""
    return key.isdigit() and len(key) < 4


def _is_numbering(head: list[str], rules: Profile) -> bool:
    """Decide whether a sentence so far is only a number ("1.", "IV.") or a numbered heading's ("Điều 5.").

    The number may be in words ("Chapter Two."), after a sign ("§ 4.") and stand in another ("Khoản 2. Điều 5.").
    """
    if head[0].startswith("§"):
        head = [head[0].lstrip("§"), *head[1:]] if head[0].strip("§") else head[1:]
    while len(head) > 3 and letters(head[0]).lower() in rules.numbered and _ITEM_NUMBER.fullmatch(head[1][:-1]):
        head = head[2:]
    number = _ITEM_NUMBER.fullmatch(head[-1].lstrip("([")) if head else None
    if number and len(head) == 1:
        return True
    words = [letters(word).lower() for word in head]
    if number:
        return len(head) <= 3 and " ".join(words[:-1]) in rules.numbered
    return 1 < len(head) <= 3 and words[0] in rules.numbered and all(word in rules.counting for word in words[1:])


def _is_omission(text: str, start: int, match: re.Match[str]) -> bool:
    """Decide whether "[…]" stands inside a sentence."""
    before = text[max(start, match.start() - _TOKEN_REACH) : match.start()]
    return before[-1:] in ("[", "(") and before[:-1].rstrip()[-1:] not in _STOPS


def _is_held(text: str, start: int, match: re.Match[str]) -> bool:
    """Decide whether the place lies in brackets that opened inside the sentence and will close.

    Quotations hold nothing together: treebanks differ, and both sides of a bitext must be split alike.
    """
    low = max(start, match.start() - _PAIR_REACH)
    opened = text.rfind("(", low, match.end())
    if opened <= max(text.rfind(")", low, match.end()), start):
        return False
    closed = text.find(")", match.end(), match.end() + _PAIR_REACH)
    # Where another pair opens first, the bracket left open is a slip or a face.
    return closed >= 0 and text.rfind("(", match.end(), closed) < 0


def _breaks_off(text: str, start: int, match: re.Match[str], rules: Profile) -> bool:
    """Decide whether a dash ends interrupted speech: a word in lower case before it, a sentence opener after it."""
    head = text[max(start, match.start() - _TOKEN_REACH) : match.start()].split()
    following = _NEXT.match(text, match.end())
    word = following["word"] if following else ""
    return bool(head) and head[-1].islower() and word.istitle() and word.lower() in rules.openers
