"""POL: words that became their opposites: before and after, rise and fall, left and right, each month and each year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain, product

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.language.message import Message
from songngu.corpus.language.tags import base_language
from songngu.glossary.finding import Severity
from songngu.glossary.rules.block import RowBlock
from songngu.glossary.rules.frequencies import FREQUENCIES
from songngu.glossary.rules.polarity import lower, mark_of
from songngu.glossary.rules.rule import SIDES, Example, Issue, Mark, Row, Rule

# Of each opposition two lines: words that surely say one thing in Vietnamese and in English and, behind a +, words that
# may say it as well; ~ stands for a space. An opposition with a ! is told as a warning, the others as information.
_TABLE = """
! tăng gia~tăng tăng~lên tăng~mạnh leo~thang + lên vọt thêm nâng hơn /
  rise rises rose risen rising increase increases increased increasing grow grows grew grown growing soar
  soared
  soaring surge surged surging climb climbed climbing going~up went~up goes~up up~by was~up were~up is~up + up
  growth gained
  jump jumped raise raised raises raising higher boost boosted expand expanded doubled tripled heightened hike hiked
  intensified strengthen strengthened improve improved improving greater
! giảm giảm~xuống giảm~mạnh suy~giảm sụt~giảm sụt + hạ bớt cắt kém mất xuống hụt thu~hẹp tụt âm /
  fall falls fell fallen falling decrease decreases decreased decreasing decline declines declined declining drop
  drops
  dropped dropping plunge plunged shrink shrinks shrank shrunk plummet plummeted going~down went~down goes~down
  down~by
  was~down were~down is~down + down reduce reduced reduces reducing reduction lower lowered lowering cut cuts
  cutting
  less fewer slump slumped slid slide slowed ease eased diminish diminished relief relieve mitigate weakened slipped
  contracted contraction lost loss negative minus

trước trước~khi trước~đó trước~đây + ngoái hồi trước~hết trước~tiên /
  before ago earlier previously prior beforehand + previous front first last past former formerly until till advance
  ahead facing pre already preceding yesterday recent recently
sau sau~khi sau~đó sau~này + kế tiếp tựa lưng không~lâu~sau chẳng~bao~lâu trước~mặt /
  after later afterwards afterward subsequently + next following behind then since back rear upon when follow
  follows
  followed future thereafter below again aftermath subsequent once

! mọi~người tất~cả ai~ai ai~cũng mọi~thứ + mỗi từng mọi /
  everybody everyone everything all + every each whole entire always any
! không~ai chẳng~ai không~một~ai chẳng~một~ai không~người~nào + không chưa chẳng đừng nào vô /
  nobody none no~one + no not never neither nor few cannot without nothing hardly t unknown

! tất~cả toàn~bộ mọi + mỗi từng hết cả đều bất nào toàn suốt vẹn trọn khắp /
  all every everyone everybody everything + each whole entire always any both total full throughout whatever
  completely
! một~số một~vài + vài mấy dăm ít nhiều phần đôi nào không chưa có~người không~phải số /
  some several + few certain part partly partial any number various someone something somebody sometimes most many
  not no never t a~little half couple other others select handful

! được~phép cho~phép + được có~thể đồng~ý chấp~thuận /
  allowed permitted permits allows + allow permit may can let lets could able enable enabled enables permission
  authorised
  authorized license granted letting allowing permitting
! cấm nghiêm~cấm bị~cấm + không chẳng đừng ngăn hạn~chế chặn bất phạm chưa từ~chối /
  forbidden forbid forbids forbade prohibited prohibits prohibit prohibiting banned + ban bans banning not no
  never t
  cannot illegal outlaw outlawed bar barred block blocked embargo stop prevent prevented nobody restrict restricted

! bên~trái rẽ~trái phía~trái tay~trái cánh~trái góc~trái chân~trái mắt~trái quay~trái sang~trái lề~trái nửa~trái +
  tả /
  left + leftmost leftward lefthand port
! bên~phải rẽ~phải phía~phải tay~phải cánh~phải góc~phải chân~phải mắt~phải quay~phải sang~phải lề~phải nửa~phải +
  hữu /
  right + rightmost rightward righthand starboard

! phía~bắc miền~bắc hướng~bắc cực~bắc bờ~bắc vùng~bắc gió~bắc + bắc /
  north northern northward northerly + northeast northwest northeastern northwestern arctic
! phía~nam miền~nam hướng~nam cực~nam bờ~nam vùng~nam gió~nam + nam /
  south southern southward southerly + southeast southwest southeastern southwestern antarctic
! phía~đông miền~đông hướng~đông bờ~đông vùng~đông gió~đông + đông /
  east eastern eastward easterly + northeast southeast northeastern southeastern
! phía~tây miền~tây hướng~tây bờ~tây vùng~tây gió~tây + tây /
  west western westward westerly + northwest southwest northwestern southwestern

mua + sắm tậu đặt chuộc /
  buy buys bought buying + purchase purchased purchases purchasing acquire acquired acquisition shopping buyer
  takeover
  order ordered buyers obtain buyout
bán + thanh~lý đấu~giá nhượng tiêu~thụ phân~phối /
  sell sells sold selling + sale sales seller sellers vendor trade retail auction marketed store

thắng chiến~thắng + giành vô~địch đánh~bại hạ /
  won win wins winning victory + victories winner winners beat beats defeat defeats defeated defeating triumph
  champion
  over success successful
thua + bại mất kém thất /
  lost lose loses losing + loss losses beaten defeat defeated loser trailing trailed down

! mở~cửa khai~mạc khai~trương + mở bắt~đầu /
  open opens opened opening + reopen inaugurated begin begins began launch launched start started unlock
! đóng~cửa bế~mạc + đóng khép tắt kết~thúc /
  close closes closed closing + shut shutdown end ended locked closure shuts shutting

! cao~nhất tối~đa lớn~nhất nhiều~nhất đông~nhất + hàng~đầu đỉnh kỷ~lục /
  highest maximum largest biggest greatest tallest + most max peak top best record supreme upper ceiling leading
! thấp~nhất tối~thiểu nhỏ~nhất ít~nhất bé~nhất + kém sàn /
  lowest minimum smallest least shortest + min fewest worst bottom floor

cao~hơn lớn~hơn nhiều~hơn dài~hơn nặng~hơn + vượt trên quá /
  higher larger bigger greater longer heavier more~than over~than + more above over exceed exceeds exceeded
  exceeding
  taller beyond upper better than up great stronger
thấp~hơn nhỏ~hơn ít~hơn ngắn~hơn nhẹ~hơn bé~hơn + kém dưới chưa không giảm bớt /
  lower smaller fewer shorter lighter less~than + less below under reduced decreased weaker down worse low little
  not no

! bật kích~hoạt + mở sáng dùng khởi chạy nổ /
  enable enables enabled enabling activate activates activated switch~on switched~on turn~on turned~on on~by + on
  start
  open toggle toggles active light lit ignite whether set sets
! tắt vô~hiệu~hoá vô~hiệu~hóa + ngắt ngừng đóng bỏ ẩn thoát dừng huỷ hủy viết~tắt tóm~tắt /
  disable disables disabled disabling deactivate switch~off switched~off turn~off turned~off off~by + off out
  deactivated
  stop stops close quit exit shut extinguish suppress abbreviation short summary clear hide

! đầu~tiên lần~đầu thứ~nhất + đầu khởi nhất mở~màn sơ ban~đầu /
  first + initial initially original beginning earliest debut maiden start opening primary begin began foremost
  started
  inaugural 1st firstly
! cuối~cùng sau~cùng sau~chót + cuối chót rốt nốt kết~thúc tận /
  last final + finally end ultimate ultimately latter eventually late lastly latest conclude concluded ended ending
  past

! nóng + ấm nhiệt sốt bức oi sôi bỏng cay /
  hot hotter hottest + warm heat heated warmer warming boiling thermal temperature spicy scorching burning
! lạnh + rét nguội mát giá băng buốt đông cóng /
  cold colder coldest + cool cooler chill chilled chilly freezing frozen frost refrigerator ice icy fridge cooling

! xuất~khẩu + xuất ngoài /
  export exports exported exporting exporter exporters + overseas abroad shipped
! nhập~khẩu + nhập ngoài /
  import imports imported importing importer importers + foreign bring overseas

! đàn~ông nam~giới + nam ông trai chồng anh cậu /
  man men males + male he his boy gentleman gentlemen guy guys husband mr him human fellow
! phụ~nữ đàn~bà nữ~giới + nữ bà gái vợ cô chị mẹ em nàng /
  woman women females + female she her girl lady ladies wife mrs maternal mother

! ông~nội ông~ngoại / grandfather grandfathers grandpa granddad + grandparents grandparent
! bà~nội bà~ngoại / grandmother grandmothers grandma granny + grandparents grandparent

! cha bố + ba thầy phụ tía / father fathers dad daddy + papa parent parents fatherly priest fr paternal
! mẹ má + bầm u bu mẫu mạ phụ / mother mothers mom mum mommy + mama parent parents maternal

! con~trai + trai nam cậu / son sons + boy boys male child children lad
! con~gái + gái nữ cô nàng dâu / daughter daughters + girl girls female child children woman women girlfriend

! anh~trai em~trai + anh trai / brother brothers + sibling siblings
! chị~gái em~gái + chị gái / sister sisters + sibling siblings

chồng + phu xếp chất đôi lấy cặp / husband husbands + spouse spouses partner married marry stack overlap couple
vợ + phu~nhân đôi cặp / wife wives + spouse spouses partner married marry couple

! buổi~sáng sáng~nay sáng~mai sáng~sớm + sáng / morning mornings + dawn am m sunrise early breakfast
! buổi~tối buổi~chiều tối~nay chiều~nay tối~qua đêm~qua + tối chiều đêm khuya trưa /
  evening evenings afternoon afternoons + night nights pm tonight m noon overnight dusk sunset late supper dinner

! hôm~qua + trước / yesterday + ago last recently earlier
! ngày~mai + mai sắp tới / tomorrow + next coming morrow soon future

! tuần~trước tháng~trước năm~ngoái tuần~qua tháng~qua + trước qua ngoái rồi vừa /
  last~week last~month last~year previous~week previous~year + last past previous ago earlier recent recently
! tuần~sau tháng~sau tuần~tới tháng~tới sang~năm năm~tới + sau tới sắp sang kế tiếp /
  next~week next~month next~year + next coming following later upcoming

! một~lần / once + one single first again ever time 1
! hai~lần ba~lần / twice thrice + two three double second third both times repeatedly 2 3 again triple

! hiệp~một hiệp~1 hiệp~đầu + đầu~tiên / first~half + 1st opening
! hiệp~hai hiệp~2 / second~half + 2nd

! gấp~đôi / twice double doubled doubling doubles + two 2 twofold
! một~nửa phân~nửa / half halved halves halving + 50 fifty

! nửa~đầu / first~half + early
! nửa~cuối nửa~sau / second~half + late latter
"""
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LANGS = ("vi", "en")
_MANY_RUNS = 100_000
# If it is not enabled, it is off: a negation of one side alone makes opposites the same.
_NEGATION = {
    "vi": frozenset("không chưa chẳng chả đừng chớ".split()),  # noqa: SIM905
    "en": frozenset("not no never t without cannot nor neither unless".split()),  # noqa: SIM905
}


@dataclass(frozen=True, slots=True)
class _Sign:
    """A phrase that says one of two opposites, surely or perhaps."""

    phrase: str
    opposition: int
    pole: int
    is_sure: bool


@dataclass(frozen=True, slots=True)
class _Said:
    """What a text says of an opposition: where it surely says either pole, and which it may say."""

    sure: tuple[Mark | None, Mark | None]
    may: tuple[bool, bool]


@cache
def _oppositions() -> tuple[list[Severity], dict[str, dict[str, tuple[_Sign, ...]]]]:
    """Return how grave each opposition is, and for each language the signs by their first word."""
    severities: list[Severity] = []
    signs: dict[str, dict[str, tuple[_Sign, ...]]] = {lang: {} for lang in _LANGS}
    poles = re.split(r"\n(?! )", f"{_TABLE.strip()}\n{FREQUENCIES}".replace("\n\n", "\n"))
    for number, line in enumerate(poles):
        if number % 2 == 0:
            severities.append(Severity.WARNING if line.startswith("!") else Severity.INFO)
        for lang, part in zip(_LANGS, line.lstrip("! ").split("/"), strict=True):
            for k, words in enumerate(part.split("+")):
                for word in words.split():
                    phrase = word.replace("~", " ")
                    sign = _Sign(phrase, number // 2, number % 2, k == 0)
                    first = phrase.partition(" ")[0]
                    signs[lang][first] = (*signs[lang].get(first, ()), sign)
    return severities, signs


def _found(text: str, lang: str) -> tuple[dict[int, _Said], bool]:
    """Return what a text in lower case says of the oppositions that it speaks of, and whether it denies anything."""
    signs = _oppositions()[1][lang]
    words = [*_WORD.finditer(text)]
    held: dict[int, tuple[list[Mark | None], list[bool]]] = {}
    for k, word in enumerate(words):
        for sign in signs.get(word[0], ()):
            count = sign.phrase.count(" ") + 1
            if count > 1 and " ".join(each[0] for each in words[k : k + count]) != sign.phrase:
                continue
            sure, may = held.setdefault(sign.opposition, ([None, None], [False, False]))
            may[sign.pole] = True
            if sign.is_sure and sure[sign.pole] is None:
                sure[sign.pole] = word.start(), words[k + count - 1].end()
    denies = not _NEGATION[lang].isdisjoint(word[0] for word in words)
    return {number: _Said((sure[0], sure[1]), (may[0], may[1])) for number, (sure, may) in held.items()}, denies


_Pole = tuple[int, int]
"""An opposition, and which of its two opposites."""


class _Heard(dict[str, tuple[_Sign, ...]]):
    """Of each run of characters between spaces the sure signs that may begin in it; runs come again and again."""

    def __init__(self, signs: Mapping[str, tuple[_Sign, ...]]) -> None:
        super().__init__()
        self._signs = signs

    def __missing__(self, run: str) -> tuple[_Sign, ...]:
        if len(self) > _MANY_RUNS:
            self.clear()
        words = _WORD.findall(run)
        found = self[run] = tuple(sign for word in words for sign in self._signs.get(word, ()) if sign.is_sure)
        return found


@cache
def _heard() -> _Heard:
    return _Heard(_oppositions()[1]["en"])


@cache
def _vietnamese() -> dict[_Pole, tuple[str, ...]]:
    """Return by opposition and pole the phrases that surely say it in Vietnamese."""
    found: dict[_Pole, tuple[str, ...]] = {}
    for sign in (sign for signs in _oppositions()[1]["vi"].values() for sign in signs if sign.is_sure):
        pole = sign.opposition, sign.pole
        found[pole] = (*found.get(pole, ()), sign.phrase)
    return found


def _surely(text: str) -> set[_Pole]:
    """Return the oppositions and poles that an English text surely speaks of: cheap, for most speak of none."""
    signs = chain.from_iterable(filter(None, map(_heard().__getitem__, text.split())))
    return {(sign.opposition, sign.pole) for sign in signs if sign.phrase in text}


def _may_oppose(rows: Sequence[Row]) -> NDArray[np.bool_]:
    """Return the rows in which either side has a word of what surely says the opposite of the other; code aside."""
    block = RowBlock.of(rows)
    found = block.with_code["source"] | block.with_code["target"]
    for langs in (_LANGS, _LANGS[::-1]):
        for ours, theirs in product(*map(block.lowered, SIDES)):
            said = block.runs("source").replaced([*map(_poles(langs[0], turned=False).__getitem__, ours)])
            opposed = block.runs("target").replaced([*map(_poles(langs[1], turned=True).__getitem__, theirs)])
            found |= said.shares(opposed)
    return found


class _Poles(dict[str, tuple[str, ...]]):
    """The oppositions and poles, or their opposites, that a phrase beginning in a run of characters may surely say."""

    def __init__(self, signs: Mapping[str, tuple[_Sign, ...]], *, turned: bool) -> None:
        super().__init__()
        self._signs, self._turned = signs, turned

    def __missing__(self, run: str) -> tuple[str, ...]:
        if len(self) > _MANY_RUNS:
            self.clear()
        signs = chain.from_iterable(self._signs.get(word, ()) for word in _WORD.findall(run))
        poles = (f"{sign.opposition} {sign.pole ^ self._turned}" for sign in signs if sign.is_sure)
        found = self[run] = tuple(dict.fromkeys(poles))
        return found


@cache
def _poles(lang: str, *, turned: bool) -> _Poles:
    return _Poles(_oppositions()[1][lang], turned=turned)


def _opposites(row: Row) -> Iterator[Issue]:
    """Yield an issue where one side surely says one thing and the other surely its opposite, and neither both."""
    langs = base_language(row.source_lang), base_language(row.target_lang)
    if {*langs} != {*_LANGS} or not row.rendered:
        return
    english, vietnamese = (row.source_prose, row.target_prose)[:: 1 if langs[0] == "en" else -1]
    told = _surely(lower(english))
    other = lower(vietnamese) if told else ""
    if not any(phrase in other for number, pole in told for phrase in _vietnamese()[number, 1 - pole]):
        return
    source, target = lower(row.source_prose), lower(row.target_prose)
    (ours, denies), (theirs, other_denies) = _found(source, langs[0]), _found(target, langs[1])
    poles = ((number, pole) for number in sorted(ours.keys() & theirs.keys()) for pole in (0, 1))
    for number, pole in poles:
        here, there = ours[number].sure[pole], theirs[number].sure[1 - pole]
        if not here or not there or ours[number].may[1 - pole] or theirs[number].may[pole]:
            continue
        if denies == other_denies or _is_negation(source[slice(*here)], target[slice(*there)]):
            yield _issue(row, mark_of(row.source, *here), mark_of(row.target, *there), number)


def _is_negation(*phrases: str) -> bool:
    """Tell whether one of two opposites denies by itself: nobody, không ai."""
    words = {phrase.partition(" ")[0] for phrase in phrases}
    return not words.isdisjoint(("nobody", "none", *_NEGATION["en"], *_NEGATION["vi"]))


def _issue(row: Row, here: Mark, there: Mark, number: int) -> Issue:
    said, rendering = row.source[slice(*here)], row.target[slice(*there)]
    message = Message("“{text}” is rendered “{rendering}”", text=said, rendering=rendering)
    hint = "see whether the sentence still says the same"
    return Issue("target", message, hint, here, there, severity=_oppositions()[0][number])


RULES = (
    Rule(
        "POL003",
        "opposite",
        Severity.WARNING,
        "A word stands for its opposite: before for after, rise for fall, left for right, north for south, all for "
        "none, father for mother. Only where no other word of the sentence may say the right thing; what is often said "
        "the other way round (before and after, buy and sell) is for information.",
        (
            Example("", "Rẽ trái ở ngã tư.", "Turn right at the crossroads.", True),
            Example("", "Rẽ trái ở ngã tư.", "Turn left at the crossroads.", False),
        ),
        _opposites,
        among=_may_oppose,
    ),
)
