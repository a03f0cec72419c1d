"""Mutants: the clean pairs of the gold alignments with one slip each, of a name, a number, a unit, casing or a term."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.gold import DATA, GoldDocument
from songngu.corpus.bitext import from_rows
from songngu.corpus.language.normalise import without_diacritics
from songngu.corpus.language.numerals import read_numerals
from songngu.glossary.concept import Case, Concept, ConceptKind, ForbiddenScope, Glossary, MatchMode, Status, Term
from songngu.glossary.formats import read_glossary
from songngu.glossary.rules.rows import GlossaryMatchers, read_rows
from songngu.glossary.rules.rule import Row

# Vietnamese name, English renderings (the first preferred), "/" between forms: what any news desk would have.
NAMES = """
Hoa Kỳ/Mỹ = United States/US/U.S./USA/America/American/Americans
Nhật Bản = Japan/Japanese
Trung Quốc = China/Chinese
Hàn Quốc = South Korea/South Korean/Korea/Korean
Triều Tiên/Bắc Triều Tiên = North Korea/Korea/DPRK/North Korean/Korean
Ấn Độ = India/Indian/Indians
Ấn Độ Dương = Indian Ocean
Thái Bình Dương = Pacific/Pacific Ocean
Đại Tây Dương = Atlantic/Atlantic Ocean
Vương quốc Anh/Anh Quốc = United Kingdom/UK/U.K./Britain/British/England/English
Tây Ban Nha = Spain/Spanish/Spaniard
Bồ Đào Nha = Portugal/Portuguese
Thổ Nhĩ Kỳ = Turkey/Turkish
Thụy Điển/Thuỵ Điển = Sweden/Swedish
Thụy Sĩ/Thuỵ Sĩ = Switzerland/Swiss
Hà Lan = Netherlands/Dutch/Holland/Dutchman/Dutchmen
Ba Lan = Poland/Polish
Phần Lan = Finland/Finnish
Na Uy = Norway/Norwegian
Đan Mạch = Denmark/Danish
Hy Lạp = Greece/Greek
Thái Lan = Thailand/Thai
Việt Nam = Vietnam/Vietnamese/Viet Nam
Đài Loan = Taiwan/Taiwanese
Hồng Kông = Hong Kong
Bắc Kinh = Beijing
Thượng Hải = Shanghai
Nam Phi = South Africa/South African
Ai Cập = Egypt/Egyptian
Liên Hợp Quốc/Liên hợp quốc/Liên Hiệp Quốc = United Nations/UN/U.N.
Liên minh châu Âu/Liên minh Châu Âu/Liên minh Âu Châu = European Union/EU
châu Âu/Châu Âu = Europe/European
châu Phi/Châu Phi = Africa/African
châu Á/Châu Á = Asia/Asian
Nhà Trắng = White House
Đức Chúa Trời = God
Đức Giê-hô-va/Giê-hô-va = Jehovah/LORD/Lord
Giê-ru-sa-lem = Jerusalem
Y-sơ-ra-ên/Ysơraên = Israel
Môi-se = Moses
Đa-vít = David
Sa-lô-môn = Solomon
Giu-đa = Judah/Judea/Judaea/Jew/Jewish
Bết-lê-hem = Beth-lehem/Beth-lehemite/Beth-lehem-judah
Mô-áp = Moab/Moabite/Moabitess/Moabitish
"""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A segment with one slip: its row, the slipped target, the group of rules that should say so, and the kind."""

    row: int
    target: str
    group: str
    kind: str


def name_concepts() -> Iterator[Concept]:
    """Yield the concepts of ``NAMES``."""
    for number, line in enumerate(NAMES.strip().splitlines()):
        vietnamese, english = (side.split("/") for side in line.split(" = "))
        terms = [Term(form, "vi", match=MatchMode.NAME) for form in vietnamese]
        for k, form in enumerate(english):
            status = Status.ADMITTED if k else Status.PREFERRED
            terms.append(Term(form, "en", status, Case.PERMISSIVE, MatchMode.NAME, ForbiddenScope.ALWAYS))
        yield Concept(f"n{number:03}", tuple(terms), "place", ConceptKind.NAME)


def same_names(document: GoldDocument, known: set[str]) -> Iterator[Concept]:
    """Yield the names (two capitals or more, or a capital inside) that a document keeps as they are on both sides."""
    word = re.compile(r"(?<![\w./-])(?=[A-Za-z]*[A-Z])[A-Za-z]{4,}(?: [A-Z][a-z]{2,})*(?![\w/-])")
    pairs = list(segments(document))
    found = Counter(name for _, target in pairs for name in set(word.findall(target)) if not name.islower())
    for name in sorted(found):
        at = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        asked = [target for source, target in pairs if at.search(source)]
        if asked and name not in known and all(at.search(target) for target in asked):
            vi, en = (Term(name, lang, Status.PREFERRED, Case.PERMISSIVE, MatchMode.NAME) for lang in ("vi", "en"))
            yield Concept(f"s-{name}", (vi, en), "", ConceptKind.NAME)


def segments(document: GoldDocument) -> Iterator[tuple[str, str]]:
    """Yield the two-sided segments of the finer gold."""
    for source, target in document.fine:
        if source and target:
            yield " ".join(document.source[i] for i in source), " ".join(document.target[j] for j in target)


def glossary_of(document: GoldDocument) -> Glossary:
    """Return the glossary a document is checked with."""
    if document.family == "deepseek":
        return read_glossary(DATA / "glossary" / "seed_terms.csv")
    names = list(name_concepts())
    known = {term.text for concept in names for term in concept.terms}
    return Glossary((*names, *same_names(document, known)))


def rows_of(pairs: Sequence[tuple[str, str]], glossary: Glossary) -> list[Row]:
    """Return the segments as the rules see them."""
    values: list[dict[str, Any]] = [
        {"id": str(i), "document": "d", "row": i, "source": source, "target": target, "source_lang": "vi",
         "target_lang": "en", "status": "auto"}
        for i, (source, target) in enumerate(pairs)
    ]  # fmt: skip
    return [row for _, row in read_rows(from_rows(values), GlossaryMatchers(glossary))]


def misspelt(name: str, rng: random.Random) -> str:
    """Return the name with two neighbouring letters in the wrong order, or one doubled."""
    places = [
        i for i in range(1, len(name) - 1) if name[i].isalpha() and name[i + 1].isalpha() and name[i] != name[i + 1]
    ]
    if not places:
        return name + name[-1]
    at = rng.choice(places)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def term_mutants(number: int, row: Row, rng: random.Random) -> Iterator[Mutant]:
    """Yield the segment with a name misspelt, in bare Vietnamese, in lower case, or gone; all its places alike."""
    present = {m.payload.concept.id: m for m in row.source_terms if not m.covered}
    for match in present.values():
        concept = match.payload.concept
        uses = [m for m in row.target_terms if m.payload.concept is concept and m.payload.term.allowed]
        if concept.kind is not ConceptKind.NAME or not uses or any(m.covered for m in uses):
            continue
        text = row.target[uses[0].start : uses[0].end]
        source = row.source[match.start : match.end]
        bare = without_diacritics(source)
        wrong = {"missing": "that"}
        if sum(map(str.isalpha, text)) > 3:
            wrong["misspelt"] = misspelt(text, rng)
        if bare != source and bare.casefold() != text.casefold() and " " in bare:
            wrong["bare"] = bare
        if text.lower() != text and not concept.is_person:
            wrong["casing"] = text.lower()
        kind = rng.choice(sorted(wrong))
        target = row.target
        for use in reversed(uses):
            target = target[: use.start] + wrong[kind] + target[use.end :]
        yield Mutant(number, target, "TRM", f"name {kind}")


_DIGITS = re.compile(r"\d+")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def number_mutants(number: int, row: Row, rng: random.Random) -> Iterator[Mutant]:
    """Yield the segment with one of its numbers changed: a digit, the scale, the mark, the month, or all of it gone."""
    ours = read_numerals(row.source, "vi", row.source_convention)
    if not any(_DIGITS.search(numeral.text) for numeral in ours):
        return
    ways: list[tuple[str, Callable[[str, random.Random], str | None]]] = [
        ("digit", _digit), ("scale", _scale), ("mark", _mark), ("month", _month), ("dropped", _dropped),
    ]  # fmt: skip
    for kind, way in ways:
        target = way(row.target, rng)
        if target and target != row.target:
            yield Mutant(number, target, "NUM", f"number {kind}")


_PLAIN = re.compile(r"(?<![\w.,:/$-])\$?\d[\d.,]*\d(?![\w/:-])|(?<![\w.,:/-])[2-9](?![\w.,:/-])")


def _digit(text: str, rng: random.Random) -> str | None:
    places = list(_PLAIN.finditer(text))
    if not places:
        return None
    place = rng.choice(places)
    digits = [i for i in range(place.start(), place.end()) if text[i].isdigit()]
    at = rng.choice(digits)
    choices = [d for d in "123456789" if d != text[at]]
    return text[:at] + rng.choice(choices) + text[at + 1 :]


def _scale(text: str, rng: random.Random) -> str | None:
    found = re.search(r"(?<=\d )(million|billion|trillion|thousand)\b", text)
    if not found:
        return None
    wrong = rng.choice([w for w in ("million", "billion", "trillion") if w != found[0]])
    return text[: found.start()] + wrong + text[found.end() :]


def _mark(text: str, rng: random.Random) -> str | None:
    found = re.search(r"(?<![\w.,])\d{1,3}(?:,000|\.\d{1,2})(?![\w.,])", text)
    if not found:
        return None
    return text[: found.start()] + found[0].translate({44: ".", 46: ","}) + text[found.end() :]


def _month(text: str, rng: random.Random) -> str | None:
    found = re.search(rf"\b({'|'.join(_MONTHS)}) (?=\d)", text)
    if not found:
        return None
    wrong = rng.choice([month for month in _MONTHS if month != found[1]])
    return text[: found.start()] + wrong + text[found.end() - 1 :]


def _dropped(text: str, rng: random.Random) -> str | None:
    places = list(_PLAIN.finditer(text))
    if not places:
        return None
    place = rng.choice(places)
    return text[: place.start()] + "some" + text[place.end() :]


_SWAPS: dict[str, tuple[re.Pattern[str], dict[str, str]]] = {
    "unit": (
        re.compile(r"(?<=\d )(kilomet(?:er|re)s|km|miles|met(?:er|re)s|feet|kg|years|days|hours|minutes|months"
                   r"|weeks)\b"),
        {"kilometers": "miles", "kilometres": "miles", "km": "miles", "miles": "km", "metres": "feet", "meters": "feet",
         "feet": "metres", "kg": "tonnes", "years": "months", "days": "weeks", "hours": "minutes", "minutes": "hours",
         "months": "years", "weeks": "days"},
    ),
    "currency": (
        re.compile(r"(?<=\d )(?:US )?(dollars|euros|dong|yuan|pounds|yen)\b|(\$|€|£|¥)(?=\d)"),
        {"dollars": "euros", "euros": "yen", "dong": "dollars", "yuan": "dong", "pounds": "euros", "yen": "yuan",
         "$": "€",
         "€": "¥", "£": "$", "¥": "£"},
    ),
    "weekday": (
        re.compile(r"\b(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"),
        {"Monday": "Tuesday", "Tuesday": "Thursday", "Wednesday": "Friday", "Thursday": "Sunday", "Friday": "Monday",
         "Saturday": "Wednesday", "Sunday": "Saturday"},
    ),
    "roman": (re.compile(r"(?<=[a-z] )(II|III|IV|VI|VII|VIII|IX|XI|XII)\b"),
              {"II": "III", "III": "IV", "IV": "VI", "VI": "IV", "VII": "VIII", "VIII": "IX", "IX": "XI", "XI": "IX",
               "XII": "XIII"}),
    "small word": (
        re.compile(r"\b(two|three|four|six|seven|eight|nine)(?= [a-z]+s\b)"),
        {"two": "three", "three": "four", "four": "two", "six": "seven", "seven": "nine", "eight": "six",
         "nine": "eight"},
    ),
    "sign": (re.compile(r"(?<=[a-z] )(\d+(?:\.\d+)?)(?=%| percent| degrees)"), {}),
}  # fmt: skip
_SAID = {
    "unit": "", "currency": "đô|$|usd|euro|€|đồng|tệ|bảng|£|yên|¥",
    "weekday": "thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|thứ bảy|chủ nhật|thứ 2|thứ 3|thứ 4|thứ 5|thứ 6|thứ 7",
    "two": "hai", "three": "ba", "four": "bốn|tư", "six": "sáu", "seven": "bảy", "eight": "tám", "nine": "chín",
    "sign": "",
}  # fmt: skip


def kind_mutants(number: int, row: Row, rng: random.Random) -> Iterator[Mutant]:
    """Yield the segment with a unit, a currency, a day, a Roman numeral, a small number word or a sign changed.

    Only where the source says the same as the clean target, once on either side: elsewhere nobody could tell.
    """
    source = row.source.lower()
    for kind, (pattern, other) in _SWAPS.items():
        found = list(pattern.finditer(row.target))
        if len(found) != 1:
            continue
        said = next(filter(None, found[0].groups()))
        at = found[0].start() + found[0][0].index(said)
        if kind == "roman":
            same = re.search(rf"\b{said}\b", row.source) is not None
        elif kind in ("unit", "sign", "currency"):
            near = re.search(r"[\d.,]*\d", row.target[max(0, at - 12) : at + 12])
            digits = re.sub(r"\D", "", near[0]) if near else ""
            in_source = [re.sub(r"\D", "", each) for each in re.findall(r"\d[\d.,]*", row.source)]
            same = in_source.count(digits) == 1 and any(word in source for word in _SAID[kind].split("|"))
        else:
            words = _SAID.get(said, _SAID.get(kind, "")).split("|")
            same = sum(len(re.findall(rf"(?<!\w){word}(?!\w)", source)) for word in words) == 1
        if same:
            wrong = other.get(said, f"−{said}")
            yield Mutant(number, row.target[:at] + wrong + row.target[at + len(said) :], "NUM", f"number {kind}")
