"""POL: sentences turned round: a negation lost or added, at least rendered as at most."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.language.message import Message
from songngu.corpus.language.normalise import nfc
from songngu.glossary.finding import Severity
from songngu.glossary.rules.block import RowBlock
from songngu.glossary.rules.rule import SIDES, Example, Issue, Mark, Row, Rule


class _Words(NamedTuple):
    """The words of one language: what surely denies, what may, what bounds a number from below and from above.

    A text without one of the ``hints`` denies nothing, one without one of the ``bounds`` bounds nothing.
    """

    denies: re.Pattern[str]
    may_deny: re.Pattern[str]
    least: re.Pattern[str]
    most: re.Pattern[str]
    hints: tuple[str, ...]
    bounds: tuple[str, ...]


# không gian is space, hàng không aviation; không chỉ, không những are "not only"; không … ? asks.
_NO_NEGATION = (
    "gian|khí|quân|lực|lưu|trung|vận|phận|tưởng|ngừng|ngớt|chỉ|những|riêng|ít|kém|thua|lâu|xa|chừng|sao|đâu|khéo"
    "|mấy chốc|bao lâu|phải chỉ|ai|gì|nhất thiết|độ|giờ|phẩy|trăm|kích|chân|thì|nếu|người lái|tặc|chiến|ảnh"
)
_NUMBER = r"(?=[$€£]?\d|an?\b|half|(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|fifty|hundred)\b)"
_MORE = "more|greater|higher|larger|bigger|older|longer|taller|heavier|later"
_LESS = "less|fewer|lower|smaller|younger|shorter|lighter|earlier"
_SO = r"(?=\d|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nửa)"
_HIGH = "nhiều|cao|lớn|dài|nặng"
_LOW = "ít|nhỏ|bé|thấp|kém|ngắn|nhẹ"
_NO_LESS = "".join(f"(?<!{word} )" for word in _LOW.split("|"))
# chưa đến 1% is less than 1%, không dưới 10 no fewer than 10: bounds, and no denials.
_BOUNDING = (
    rf" (?:đến|tới|đầy|quá|dưới|trên|hơn|ít hơn|nhiều hơn|cao hơn|thấp hơn|vượt quá) (?:khoảng |tới |đến )?{_SO}"
)
_BOUNDED = rf" (?:(?:{_MORE}|{_LESS}) than|over|under|above|below|exceeding|until|quite) {_NUMBER}"
# Không thể có nhiều hơn chín: the denial is some words away, and the bound another.
_DENIED = re.compile(r"(?<!\w)(?:không|chưa|chẳng|not?|never|cannot|n['’]t)(?: [^\W\d_]+){0,3} $")
_WORDS = {
    "vi": _Words(
        re.compile(
            r"(?<!hàng )(?<!hư )(?<!trên )(?<!phòng )(?<!số )(?<!có )(?<!\w)"
            rf"(?:không(?! (?:{_NO_NEGATION})(?!\w)|{_BOUNDING})"
            r"|chẳng(?! (?:hạn|những|lẽ|mấy chốc|bao lâu))"
            rf"|chưa(?! (?:kể|nói đến)|{_BOUNDING})|đừng)(?!\w)(?!\s*(?:[?,.;!)]|$|hả|vậy\?|nhỉ))"
        ),
        re.compile(
            r"(?<!\w)(?:không|chẳng|chưa|chả|đừng|chớ|chăng|vô|bất|phi|khó|thiếu|mất|hết|trừ|từ chối|ngừng|thôi|hiếm"
            r"|ít|đâu|nào|sao|quá|thay vì|cấm|miễn|khỏi|tránh|kém|dở|sai|trái|ngoại|thất|quên|bỏ|tuyệt|rỗng|trống"
            r"|nếu|chứ|ngoài|kẻo|trắng|lẽ ra|giá mà|(?<![\d.,])0(?![\d.,:]))(?!\w)"
        ),
        re.compile(
            rf"(?<!\w)(?:ít nhất|tối thiểu|chí ít|không dưới|không (?:{_LOW}) hơn"
            rf"|(?<!không ){_NO_LESS}(?:hơn|trên|vượt quá) {_SO})"
            r"|(?<!\w)trở lên(?!\w)"
        ),
        re.compile(
            r"(?<!\w)(?:tối đa|(?:không|chẳng)(?: được| thể| nên)? (?:vượt )?quá|nhiều nhất(?= (?:là )?\d)"
            rf"|không (?:(?:{_HIGH}) )?hơn|(?<!không )dưới {_SO}|(?:chưa|không) (?:đến|tới|đầy) {_SO}"
            rf"|(?<!không )(?:{_LOW}) hơn {_SO})|(?<!\w)trở xuống(?!\w)"
        ),
        ("không", "chẳng", "chưa", "đừng"),
        ("nhất", "tối", "dưới", "hơn", "trên", "vượt", "quá", "trở", "chưa", "không đ", "không t"),
    ),
    "en": _Words(
        re.compile(
            rf"(?<!\w)(?:not(?! only| just| to mention| least|{_BOUNDED})"
            r"|never|cannot|\w+n['’]t|nobody|no one|nothing|nowhere)(?!\w)"
        ),
        re.compile(
            r"(?<!\w)(?:not|no|never|none|nor|neither|nobody|nothing|nowhere|cannot|\w+n['’]t|without|hardly|barely"
            r"|scarcely|rarely|seldom|few|little|fail\w*|lack\w*|refus\w*|unable|except\w*|instead|rather|avoid\w*|stop\w*|miss\w*"
            r"|den(?:y|ies|ied)|prevent\w*|prohibit\w*|forbid\w*|ban\w*|free|absen\w+|only|but|beyond|too|yet|unless|until"
            r"|other|loss|lost|los\w+|otherwise|else|pending|sans|hid\w*|empty|challeng\w+|protect\w*|prior|awaiting|cease\w*|far|ignor\w*|zero|out|off|remain\w*|un\w+|in\w+|im\w+|il\w+|ir\w+|dis\w+"
            r"|mis\w+|non\w*|\w+less|anti\w+|mal\w+|against|hard|difficult\w*|impossible|any\w*|doubt\w*|still|before|last"
            r"|(?<![\d.,])0(?![\d.,:])|exclu\w+|omit\w*|without|constant\w*|option\w*|voluntar\w*|whether|or|steady|keep\w*|away|bad|poor\w*|wrong\w*|leave\w*|left)(?!\w)"
        ),
        re.compile(
            rf"(?<!\w)(?:at least|(?:no|not) (?:(?:{_LESS}) than|under)|a minimum of|"
            rf"(?<!no )(?<!not )(?:(?:{_MORE}) than|over|above|exceed(?:s|ed|ing)?) {_NUMBER})"
            r"|\d (?:\w+ )?(?:or|and) (?:more|over|above|older|longer|higher|up)(?!\w)"
        ),
        re.compile(
            r"(?<!\w)(?:at (?:the )?most|(?:no|not) more than|up to|a maximum of|(?:no|not) over"
            r"|(?:not|never|cannot|\w+n['’]t) exceed\w*"
            rf"|(?<!no )(?<!not )(?:(?:{_LESS}) than|under|below) {_NUMBER})"
            r"|\d (?:\w+ )?(?:or|and) (?:less|fewer|under|below|younger|shorter|lower|down)(?!\w)"
        ),
        ("not", "n't", "n’t", "never", "nobody", "no one", "nothing", "nowhere"),
        (
            "least",
            "most",
            "than",
            "imum",
            "over",
            "above",
            "exceed",
            "under",
            "below",
            "up to",
            "or more",
            "or less",
            "or few",
            *(
                f"{word} {end}"
                for word in ("or", "and")
                for end in ("over", "above", "old", "up", "under", "below", "young")
            ),
        ),
    ),
}


@lru_cache(maxsize=4)
def _sides(row: Row) -> tuple[tuple[str, _Words], tuple[str, _Words]] | None:
    """Return the texts in lower case with the words of their languages, where both are known."""
    ours, theirs = (_WORDS.get(lang.partition("-")[0]) for lang in (row.source_lang, row.target_lang))
    if not ours or not theirs or ours is theirs or not row.rendered:
        return None
    source, target = lower(row.source_prose), lower(row.target_prose)
    return (source, ours), (target, theirs)


def lower(text: str) -> str:
    """Return the composed form of a text in lower case, in which the rules of this kind look for words."""
    return (text if unicodedata.is_normalized("NFC", text) else nfc(text).text).lower()


def _hinted(hints: Mapping[str, Sequence[str]], *, on_both: bool) -> Callable[[Sequence[Row]], NDArray[np.bool_]]:
    """Return what tells the rows in which a text holds one of the hints of its language, or both texts do."""
    patterns = {lang: re.compile("|".join(map(_in_run, held))) for lang, held in hints.items()}

    def tells(lang: str) -> Callable[[str], object] | None:
        pattern = patterns.get(lang.partition("-")[0])
        return pattern and pattern.search

    def among(rows: Sequence[Row]) -> NDArray[np.bool_]:
        block = RowBlock.of(rows)
        source, target = (block.saying(side, tells) for side in SIDES)
        return source & target if on_both else source | target

    return among


def _in_run(hint: str) -> str:
    """Return the expression of a hint in a run of characters: of two words, the longer, that ends or begins the run."""
    first, _, last = (re.escape(word) for word in hint.partition(" "))
    if not last:
        return first
    return rf"{first}\Z" if len(first) >= len(last) else rf"\A{last}"


def _search(pattern: re.Pattern[str], hints: Sequence[str], text: str) -> re.Match[str] | None:
    """Search a text that holds one of the hints; most hold none, and looking for them is cheap."""
    return pattern.search(text) if any(hint in text for hint in hints) else None


def _negation(row: Row) -> Iterator[Issue]:
    """Yield an issue where one side surely denies and the other has no word that could."""
    sides = _sides(row)
    if not sides:
        return
    (source, ours), (target, theirs) = sides
    hint = "see whether the sentence still says the same"
    lost = _search(ours.denies, ours.hints, source)
    if lost and not theirs.may_deny.search(target):
        yield Issue(
            "target",
            Message("the negation “{text}” is lost", text=lost[0]),
            hint,
            source_mark=mark_of(row.source, *lost.span()),
        )
        return
    added = _search(theirs.denies, theirs.hints, target)
    if added and not ours.may_deny.search(source):
        yield Issue(
            "target",
            Message("the negation “{text}” is not in the source", text=added[0]),
            hint,
            None,
            mark_of(row.target, *added.span()),
        )


def _bound(row: Row) -> Iterator[Issue]:
    """Yield an issue where one side bounds a number from below and the other from above."""
    sides = _sides(row)
    if not sides:
        return
    (source, ours), (target, theirs) = sides
    if not all(any(hint in text for hint in words.bounds) for text, words in sides):
        return
    least, most = ours.least.search(source), ours.most.search(source)
    if least and _DENIED.search(source, 0, least.start()):
        return
    if bool(least) == bool(most):
        return
    wrong, right = (theirs.most, theirs.least) if least else (theirs.least, theirs.most)
    found, said = wrong.search(target), least or most
    if not found or not said or _is_vague(said[0], found[0]) or _DENIED.search(target, 0, found.start()):
        return
    if not right.search(target):
        message = Message("“{text}” is rendered “{rendering}”", text=said[0].strip(), rendering=found[0].strip())
        hint = "ít nhất is at least, nhiều nhất at most"
        yield Issue("target", message, hint, mark_of(row.source, *said.span()), mark_of(row.target, *found.span()))


def _is_vague(*bounds: str) -> bool:
    """Tell whether one of two bounds is up to, which may say as many as, and the other is no plain minimum."""
    return "up to" in bounds and not {"ít nhất", "tối thiểu"} & {*bounds}


# Only lost or added: words that surely say it, and words that may.
_ONLY = {
    "vi": (
        re.compile(
            r"(?<!\w)(?:(?<!không )(?<!chẳng )(?<!chứ )(?<!địa )(?<!đình )(?<!tiêu )chỉ (?:có|còn|là|mới|được|cần|mất"
            r"|khi|vì|bằng|với|riêng|duy|dùng|dành|trong|sau|\d+|một|hai|ba)|duy nhất)(?!\w)"
        ),
        re.compile(
            r"(?<!\w)(?:chỉ|duy|mới|thôi|riêng|mỗi|độc|vỏn vẹn|trừ|đơn thuần|vừa|chưa|không|chẳng|ngoài|một|chính|đúng"
            r"|nhất|hạn chế|giới hạn|toàn|nhưng|song|mà|tận|hẳn|mãi|nếu|phải)(?!\w)"
        ),
        ("chỉ", "duy nhất"),
    ),
    "en": (
        re.compile(
            r"(?<!\w)(?<!not )(?<!n't )(?<!n’t )(?<!if )(?:only|solely|merely|sole)(?!\w)(?! if| too| child| other)"
        ),
        re.compile(
            r"(?<!\w)(?:only|solely|merely|sole|just|simply|simple|alone|nothing|but|exclusive\w*|mere|barely|uniqu\w+"
            r"|limit\w*|restrict\w*|single|except\w*|unless|until|till|no|not|never|few\w*|little|lone|one|even|least"
            r"|minimal|short\w*|as|all|pure\w*|narrow\w*|specific\w*|reserved|first|less|fraction|small|still|yet|last"
            r"|must|confin\w+|scarc\w+|hardly|once|whenever)(?!\w)|n['’]t(?!\w)"
        ),
        ("only", "sole", "merely"),
    ),
}  # fmt: skip


def _only(row: Row) -> Iterator[Issue]:
    """Yield an issue where one side surely says only and the other has no word that could."""
    sides = _sides(row)
    if not sides:
        return
    texts = sides[0][0], sides[1][0]
    words = [_ONLY["vi" if side[1] is _WORDS["vi"] else "en"] for side in sides]
    hint = "see whether the sentence still says the same"
    lost = _search(words[0][0], words[0][2], texts[0])
    if lost and not words[1][1].search(texts[1]):
        message = Message("“{text}” is lost", text=lost[0])
        yield Issue("target", message, hint, source_mark=mark_of(row.source, *lost.span()))
    added = None if lost else _search(words[1][0], words[1][2], texts[1])
    if added and not words[0][1].search(texts[0]):
        message = Message("“{text}” is not in the source", text=added[0])
        yield Issue("target", message, hint, None, mark_of(row.target, *added.span()))


def mark_of(text: str, start: int, end: int) -> Mark:
    """Return the place in ``text`` of a stretch of its composed form."""
    hull = nfc(text).hull(start, end)
    return hull.start, hull.end


RULES = (
    Rule(
        "POL001",
        "negation",
        Severity.INFO,
        "One side denies what it says, and the other has no word that could: not, never, un-, without. Negations hide "
        "in many words, so this is only worth a look.",
        (
            Example("", "Quả này không ăn được.", "This fruit can be eaten.", True),
            Example("", "Quả này không ăn được.", "This fruit cannot be eaten.", False),
        ),
        _negation,
        among=_hinted({lang: words.hints for lang, words in _WORDS.items()}, on_both=False),
    ),
    Rule(
        "POL002",
        "bound",
        Severity.WARNING,
        "A number is bounded from below on one side and from above on the other: ít nhất, hơn are at least, more than; "
        "nhiều nhất, không quá, dưới are at most, no more than, under.",
        (
            Example("", "Cần ít nhất 3 người.", "At most 3 people are needed.", True),
            Example("", "Cần ít nhất 3 người.", "At least 3 people are needed.", False),
        ),
        _bound,
        among=_hinted({lang: words.bounds for lang, words in _WORDS.items()}, on_both=True),
    ),
    Rule(
        "POL004",
        "only",
        Severity.INFO,
        "One side says only, and the other has no word that could: just, alone, nothing but, duy nhất, riêng. Much "
        "else may say it, so this is only worth a look.",
        (
            Example("", "Chỉ có thành viên được vào.", "Members may enter.", True),
            Example("", "Chỉ có thành viên được vào.", "Only members may enter.", False),
        ),
        _only,
        among=_hinted({lang: words[2] for lang, words in _ONLY.items()}, on_both=False),
    ),
)
