"""What a numeral counts, where that is a unit of measure or a currency: by name, sign and code, in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from songngu.corpus.language.numerals.numeral import Kind, Numeral


@dataclass(frozen=True, slots=True)
class Measure:
    """The units that a name may stand for (``$`` for any dollar), their dimension, and how many base units one is."""

    names: frozenset[str]
    dimension: str
    factor: float = 1.0

    @property
    def is_currency(self) -> bool:
        """Whether it is money, whose factor changes by the day."""
        return self.dimension == "money"

    @property
    def is_rate(self) -> bool:
        """Whether it is so much in another unit: kilometres an hour."""
        return "/" in self.dimension


# dimension: unit = factor: names in English / signs and codes / names in Vietnamese; ~ for a space.
_UNITS = """
length: mm = .001: millimetre millimeter / mm / mi-li-mét milimét
length: cm = .01: centimetre centimeter / cm / xăng-ti-mét xentimét xăng-ti phân
length: m = 1: metre meter / m / mét
length: km = 1000: kilometre kilometer / km / ki-lô-mét kilômét cây~số
length: in = .0254: inch inches / ″ / in-sơ
length: ft = .3048: foot feet / ft
length: yd = .9144: yard / yd
length: mi = 1609.344: mile / mi / dặm
length: nmi = 1852: nautical~mile / nmi / hải~lý dặm~hải~lý
area: m2 = 1: square~metre square~meter / m2 m² / mét~vuông
area: km2 = 1000000: square~kilometre square~kilometer / km2 km² / ki-lô-mét~vuông kilômét~vuông km~vuông
area: mi2 = 2589988: square~mile / mi2 / dặm~vuông
area: ft2 = .092903: square~foot square~feet / ft2 sqft
area: ha = 10000: hectare / ha / hecta héc-ta hécta
area: acre = 4046.856: acre / acre / mẫu~anh
volume: ml = .001: millilitre milliliter / ml / mi-li-lít mililít
volume: l = 1: litre liter / l / lít
volume: m3 = 1000: cubic~metre cubic~meter / m3 m³ / mét~khối
volume: tbsp = .015: tablespoon / tbsp / thìa~canh muỗng~canh
volume: tsp = .005: teaspoon / tsp / thìa~cà~phê muỗng~cà~phê
volume: gal = 3.785412: gallon / gal / ga-lông
mass: mg = .000001: milligram / mg / mi-li-gam miligam
mass: g = .001: gram gramme / g / gam
mass: kg = 1: kilo kilogram kilogramme / kg / ki-lô-gam kilôgam ký kí cân ki-lô kilogam
mass: t = 1000: tonne ton metric~ton / tấn
mass: lb = .453592: pound / lb lbs / cân~anh
mass: oz = .028350: ounce / oz / ao-xơ
mass: tạ = 100: quintal / tạ
mass: lạng = .1: / / lạng
mass: yến = 10: / / yến
length/time: km/h = .27777778: / kph kmh
length/time: mi/h = .44704: / mph
length/time: nmi/h = .51444444: knot / kn / hải~lý~giờ
temperature: °C = 1: degree~celsius degrees~celsius degree~c degrees~c / °c ℃ celsius / độ~c độ~celsius
temperature: °F = 1: degree~fahrenheit degrees~fahrenheit degree~f degrees~f / °f ℉ fahrenheit / độ~f độ~fahrenheit
time: ms = .001: millisecond / ms / mi-li-giây miligiây
time: s = 1: second / s / giây
time: min = 60: minute / min / phút
time: h = 3600: hour / hr hrs h / giờ tiếng giờ~đồng~hồ tiếng~đồng~hồ
time: d = 86400: day / ngày
nights: night = 1: night / / đêm
time: wk = 604800: week / tuần tuần~lễ
time: mo = 2629746: month / tháng
time: yr = 31556952: year / yr yrs / năm tuổi
time: decade = 315569520: decade / / thập~kỷ thập~kỉ thập~niên
length: ly = 9460730472580800: light-year light~year / / năm~ánh~sáng
time: century = 3155695200: century centuries / / thế~kỷ thế~kỉ
voltage: V = 1: volt / v / vôn
voltage: kV = 1000: kilovolt / kv / ki-lô-vôn
resistance: Ω = 1: ohm / ω / ôm
loudness: dB = 1: decibel / db / đề-xi-ben đêxiben
power: W = 1: watt / w / oát
power: kW = 1000: kilowatt / kw / ki-lô-oát
power: MW = 1000000: megawatt / mw / mê-ga-oát
power: GW = 1000000000: gigawatt / gw
power: hp = 745.69987: horsepower / hp / mã~lực
energy: cal = .00000116222: calorie / cal / calo ca-lo
energy: kcal = .00116222: kilocalorie / kcal / ki-lô-calo kilocalo
energy: kWh = 1: kilowatt-hour kilowatt~hour / kwh / ki-lô-oát~giờ
energy: MWh = 1000: megawatt-hour / mwh
energy: GWh = 1000000: gigawatt-hour / gwh
data: KB = 1000: kilobyte / kb
data: MB = 1000000: megabyte / mb
data: GB = 1000000000: gigabyte / gb
data: TB = 1000000000000: terabyte / tb
data: PB = 1000000000000000: petabyte / pb
data/time: kbit/s = 1000: kilobit~per~second / kbps kbit/s
data/time: Mbit/s = 1000000: megabit~per~second / mbps mbit/s
data/time: Gbit/s = 1000000000: gigabit~per~second / gbps gbit/s
frequency: Hz = 1: hertz / hz / héc
frequency: kHz = 1000: kilohertz / khz
frequency: MHz = 1000000: megahertz / mhz
frequency: GHz = 1000000000: gigahertz / ghz
money: VND = 1: dong vietnamese~dong vietnam~dong / vnd vnđ ₫ đ / đồng đồng~việt~nam
money: USD = 1: us~dollar u.s.~dollar american~dollar / usd us$ / đô~la~mỹ đô~mỹ đô-la~mỹ đôla~mỹ đô~la~hoa~kỳ mỹ~kim
money: AUD = 1: australian~dollar / aud a$ au$ / đô~la~úc đô~úc đô-la~úc
money: CAD = 1: canadian~dollar / cad c$ ca$ / đô~la~canada đô-la~canada
money: SGD = 1: singapore~dollar singaporean~dollar / sgd s$ / đô~la~singapore đô-la~singapore
money: HKD = 1: hong~kong~dollar / hkd hk$ / đô~la~hồng~kông đô-la~hồng~kông
money: TWD = 1: taiwan~dollar taiwanese~dollar new~taiwan~dollar / twd nt$ / đài~tệ đô~la~đài~loan
money: NZD = 1: new~zealand~dollar / nzd nz$ / đô~la~new~zealand
money: USD|AUD|CAD|SGD|HKD|NZD|TWD = 1: dollar buck / $ / đô~la đô-la đôla đô
money: EUR = 1: euro / eur € / ơ-rô đồng~euro
money: GBP = 1: pound~sterling pounds~sterling british~pound / gbp £ / bảng~anh bảng đồng~bảng~anh đồng~bảng
money: JPY = 1: yen japanese~yen / jpy / yên yên~nhật đồng~yên
money: CNY = 1: yuan renminbi chinese~yuan / cny rmb ndt / nhân~dân~tệ tệ
money: JPY|CNY = 1: / ¥
money: KRW = 1: won korean~won / krw ₩ / won đồng~won
money: THB = 1: baht thai~baht / thb ฿ / bạt baht
money: INR = 1: rupee indian~rupee / inr ₹ / rupi ru-pi
money: RUB = 1: ruble rouble russian~ruble / rub ₽ / rúp
money: CHF = 1: swiss~franc / chf / franc~thụy~sĩ
money: cent = 1: cent / ¢ / xu
"""
# đồng chí are comrades, phân nửa is a half, bảng số a table; năm 2020, ngày 5 are dates.
_HOMONYMS = frozenset({"đồng", "phân", "bảng", "cân", "xu"})
_NOT = re.compile(
    r"\s+(?:chí|nghiệp|hồ|minh|đội|bào|tiền|xu|hương|môn|loại|ý|bộ|hành|phạm|nửa|số|bằng|nhắc|hướng|chuyển)(?!\w)"
)
_DATED = re.compile(r"\s+(?:thứ|mùng|đầu|cuối)?\s*\d")
_WORDS = re.compile(r"[ \u00a0‑-]?([^\s,;:!?()“”\"]+(?: [^\s,;:!?()“”\"]+){0,3})")
_COMPOUND = re.compile(r"\s?/\s?[^\W\d]|\s+(?:per|square|cubic|vuông|khối)(?!\w)")
_PER = re.compile(r"(?:\s?/\s?|\s+(?:per|an?|each|every|một|mỗi)\s+)([^\W\d_]+)")
_SIGN_BEFORE = re.compile(r"(?:[a-z]{0,2}\$|[€£¥₫₩฿₹₽]|(?<![^\W_])(?:[a-z]{3}|vnđ|ndt)[ \u00a0]?)$")
_COUNTING = frozenset({Kind.NUMBER, Kind.RANGE, Kind.TIME, Kind.FRACTION, Kind.ORDINAL})
_HOURS = re.compile(r"\d\s?(?:h|giờ)$|(?:^|\s)giờ$")
_HALF_NOUN = re.compile(r"\s+(\S+(?: \S+)?)\s+rưỡi$")
_METRES = re.compile(r"\d+m\d+")
# What is numbered or old stands behind its unit: phút thứ 77, tuổi 84, aged 84; ngày 5 is a date.
_NUMBERED_BEFORE = {
    "vi": re.compile(r"(?<!\w)(phút|giây|tuần|tuổi)(?: từ)? $"),
    "en": re.compile(r"(?<!\w)(minute|week|day|month|year|aged?)(?: of| from)? $"),
}
_NTH_BEFORE = re.compile(r"(?<!\w)(phút|giây|giờ|ngày|tuần|tháng|năm) $")
_AGE = "year"
_PERCENT = Measure(frozenset(("%",)), "part")


def measure_of(numeral: Numeral, lower: str, lang: str) -> Measure | None:
    """Return what a numeral of ``lower`` (the text in lower case) counts, or None where that is no unit known here."""
    table = _table(lang)
    if numeral.kind not in _COUNTING:
        return _percentage(lower, numeral.span.end, table) if numeral.kind is Kind.PERCENTAGE else None
    if numeral.kind is Kind.TIME:
        return table["giờ" if lang == "vi" else "hour"] if _HOURS.search(numeral.text.lower()) else None
    start, end = numeral.span.start, numeral.span.end
    if numeral.kind is Kind.ORDINAL and lang == "vi":  # thứ ba tuần sau is a Tuesday
        nth = _NTH_BEFORE.search(lower, max(0, start - 8), start)
        return table[nth[1]] if nth else None
    inside = _inside(numeral, table)
    if inside:
        return inside
    before = _SIGN_BEFORE.search(lower, max(0, start - 5), start)
    sign = table.get(before[0].strip()) if before else None
    if sign and sign.is_currency:
        return sign
    return unit_at(lower, end, lang) or _unit_before(lower, start, lang)


def _percentage(lower: str, end: int, table: Mapping[str, Measure]) -> Measure | None:
    """Return the measure of so many per cent in a time: 7% a year."""
    per = _PER.match(lower, end)
    time = table.get(per[1]) if per else None
    return _per(_PERCENT, time) if time and time.dimension == "time" else None


def _inside(numeral: Numeral, table: Mapping[str, Measure]) -> Measure | None:
    """Return the unit in the midst of a numeral: hai tiếng rưỡi, 1m75."""
    if numeral.text.isdecimal():
        return None
    text = numeral.text.lower()
    half = _HALF_NOUN.search(text) if numeral.kind is Kind.NUMBER and text.endswith("rưỡi") else None
    return table.get(half[1]) if half else table["m"] if _METRES.fullmatch(text) else None


def _unit_before(lower: str, start: int, lang: str) -> Measure | None:
    pattern = _NUMBERED_BEFORE.get(lang)
    found = pattern.search(lower, max(0, start - 14), start) if pattern else None
    return _table(lang).get(_AGE if found[1].startswith("age") else found[1]) if found else None


def unit_at(lower: str, end: int, lang: str) -> Measure | None:
    """Return the unit that the words of a text in lower case begin with from ``end``, the longest name first."""
    table = _table(lang)
    match = _WORDS.match(lower, end)
    words = match[1].split() if match else []
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        found = table.get(name) or table.get(name.rstrip("."))
        if found is None and count == 1:
            found = _joined(name, table)
        if found and match:
            after = match.start(1) + len(" ".join(words[:count]))
            excluded = lang == "vi" and (_DATED.match(lower, after) or (name in _HOMONYMS and _NOT.match(lower, after)))
            if excluded or found.is_currency:
                return None if excluded else found
            per = _PER.match(lower, after)
            other = table.get(per[1]) if per else None
            if other and not other.is_currency:
                return _per(found, other)
            return None if _COMPOUND.match(lower, after) else found
    return None


def _joined(word: str, table: Mapping[str, Measure]) -> Measure | None:
    """Return the unit of ``kilometre-long`` and of ``km/h``, the currency of ``đ/người``."""
    head, mark, _ = word.partition("-")
    if mark:
        return table.get(head)
    head, _, tail = word.partition("/")
    unit, other = table.get(head), table.get(tail.rstrip("."))
    if unit and other and not (unit.is_currency or other.is_currency):
        return _per(unit, other)
    return unit if unit and unit.is_currency else None


def _per(unit: Measure, other: Measure) -> Measure:
    """Return the measure of so many of one unit in one of another: kilometres an hour."""
    names = frozenset(f"{one}/{its}" for one in unit.names for its in other.names)
    return Measure(names, f"{unit.dimension}/{other.dimension}", unit.factor / other.factor)


def _line(line: str) -> tuple[Measure, list[str], list[str]]:
    """Return a unit of the table with what English and what Vietnamese calls it."""
    head, _, tail = line.partition(" = ")
    dimension, unit = head.split(": ")
    factor, names = tail.split(":", 1)
    columns = [[name.replace("~", " ") for name in part.split()] for part in names.split(" / ")]
    english, signs, vietnamese = (*columns, [], [])[:3]
    measure = Measure(frozenset(unit.split("|")), dimension, float(factor))
    plurals = [name if name.endswith("s") else name + "s" for name in english]
    return measure, [*english, *plurals, *signs], [*vietnamese, *signs, *english]


@cache
def _table(lang: str) -> dict[str, Measure]:
    """Return the units by the names that a language has for them."""
    table: dict[str, Measure] = {}
    for line in _UNITS.strip().splitlines():
        measure, english, vietnamese = _line(line)
        for name in vietnamese if lang == "vi" else english:
            table.setdefault(name, measure)
            table.setdefault(name.replace("-", " "), measure)
    if lang != "vi":
        table |= dict.fromkeys(("pound", "pounds"), Measure(frozenset(("lb", "GBP")), "mass", 0.453592))
    return table


# Too short, or too often something else: in, năm (five, a year that is dated).
_UNTOLD = frozenset("in kn năm ngày tháng phân cân ký kí tạ yến lạng đồng cent".split())  # noqa: SIM905
_START = r"(?<![^\W_])"
_END = {True: r"(?![^\W_])", False: r"(?! ?\d)"}


@cache
def unit_pattern(measure: Measure, lang: str) -> re.Pattern[str] | None:
    """Return what finds the names and signs of a unit in a text in lower case, None where it has none to tell."""
    names = [name for name, its in _table(lang).items() if its == measure and name not in _UNTOLD]
    told = [name for name in names if len(name) > 1 or not name.isalnum()]
    words = (_START * name[0].isalpha() + re.escape(name) + _END[name[-1].isalpha()] for name in sorted(told)[::-1])
    return re.compile("|".join(words)) if told else None


def differ(one: Measure | None, other: Measure | None) -> bool:
    """Return whether two measures cannot be the same; what is not known may be anything.

    Of 2 hours a day and 2 hours only the hours are compared, for words may say the rest.
    """
    if one is None or other is None or not one.names.isdisjoint(other.names):
        return False
    if one.is_rate == other.is_rate:
        return True
    ours, theirs = ({name.partition("/")[0] for name in each.names} for each in (one, other))
    return ours.isdisjoint(theirs)


# 6 km are 3.7 or 4 miles; 30 days are a month, but 95 minutes no hour and a half.
_ROUNDED = 0.06
_ROUNDED_TIME = 0.03


def converted(one: Measure | None, low: Fraction, other: Measure | None, high: Fraction) -> bool:
    """Return whether a value was converted into another unit of its dimension, as 6 km into 3.7 miles, rounded."""
    if one is None or other is None or not low or not high or not differ(one, other):
        return False
    if one.dimension != other.dimension or one.is_currency:
        return False
    if one.dimension == "temperature":
        celsius, fahrenheit = (low, high) if "°C" in one.names else (high, low)
        return abs(float(celsius) * 1.8 + 32 - float(fahrenheit)) < 1
    ratio = float(low) * one.factor / (float(high) * other.factor)
    return abs(ratio - 1) < (_ROUNDED_TIME if one.dimension == "time" else _ROUNDED)
