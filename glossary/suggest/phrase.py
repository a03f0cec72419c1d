"""Phrases of a sentence that may be terms or names: what stands between marks and words that no term begins with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from songngu.align.links.linked import Word
from songngu.corpus.document import Span
from songngu.corpus.language.prose import code_spans
from songngu.corpus.language.syllables import is_syllable
from songngu.corpus.language.tags import base_language
from songngu.glossary.suggest.background import UNKNOWN, Background

_JOINTS = frozenset({"", " ", "-", "‑", "&", "\u00a0"})
_COMPANY = re.compile(r"\.?,? ?")
_LONGEST = 8
_HEADLINE = 4
_PARTED = re.compile(r"[:;.!?…–—|\n]")
_SHORTENED = frozenset({"Ltd", "Inc", "Corp", "Co"})
_IDENTIFIER = re.compile(r"[a-z]{2,}[A-Z][a-z]")
_POSSESSIVE = re.compile(r"['’]s$")

# Words that neither begin nor end a term: of Vietnamese syllables, of English the forms as they stand.
_STOP = {
    "vi": """
    là và của các những một này kia đó ấy nào gì ai đâu sao thì mà nhưng hoặc hay với cho từ đến tại ở trong ngoài trên
    dưới trước sau khi lúc nếu vì do bởi để nên rằng như theo về qua bằng giữa cùng cũng đã đang sẽ vẫn còn chưa không
    chẳng đừng hãy phải cần có được bị rất quá lắm hơn nhất chỉ mới lại ra vào lên xuống đi tới nữa thôi vậy thế đây ta
    tôi bạn anh chị ông bà cô chú họ chúng nó mình hắn nàng người cái chiếc con cuốn bức ngôi sự việc điều mỗi mọi từng
    vài nhiều ít cả tất hai ba bốn năm sáu bảy tám chín mười trăm nghìn triệu tỷ tỉ lần ngày tháng quý tuần giờ phút
    nói biết thấy làm muốn thể khá tuy dù mặc song tức tuyệt vừa ngay luôn đều chính riêng hiện nay gần khoảng
    rồi à ạ nhé kể nằm gọi đưa giúp khiến cách
    """,
    "en": """
    a an the this that these those some any each every all both no not and or but nor so yet if then than as at by for
    from in into of off on onto out over to up with within without about above after against along among around before
    behind below between beyond during until upon via per is are was were be been being am do does did done have has had
    having will would shall should can could may might must i you he she it we they me him her us them my your his its
    our their mine who whom whose which what when where why how there here very too also just only even still already
    almost more most much many few less least such own same other another one two three four five six seven eight nine
    ten hundred thousand million billion first second third last next new now once ever never always often said says
    say made make makes get gets got go goes went come comes came like because while though although however whether
    since well back again down become became becomes using used use known called including yes let it's vs etc
    """,
}
_TITLE_WORDS = """
ông bà anh chị cô ceo cto cfo gs ts giáo sư tiến sĩ thạc bác tổng thống thủ tướng chủ tịch giám đốc mr mrs ms miss
dr prof president chairman professor doctor sir founder tỉnh thành phố huyện quận thị trấn xã làng thôn phường sông
núi hồ province city district town village river
"""
_TITLES = frozenset(_TITLE_WORDS.split())
_PERSONS = frozenset(["ông", "bà", "anh", "chị", "cô", "ceo", "cto", "cfo", "mr", "mrs", "ms", "miss", "dr", "prof"])
_INNER = frozenset(
    ["của", "từ", "bằng", "và", "số", "không", "về", "of", "and", "for", "from", "to", "the", "in", "on"]
)
_STOPPED = {lang: frozenset(words.split()) for lang, words in _STOP.items()}


@dataclass(frozen=True)
class PhraseSide:
    """The words of one side of a row: their keys, as they stand, which of them follow each other, which are stopped.

    ``glued`` are those that are rendered together with the word before them.
    """

    lang: str
    text: str
    words: tuple[Word, ...]
    background: Background
    glued: frozenset[int] = frozenset()

    def surface(self, first: int, last: int) -> str:
        """Return the characters from word ``first`` to word ``last``, a full stop that belongs to the last with it."""
        start, end = self.words[first].span.start, self.words[last].span.end
        if self.text[end : end + 1] == "." and self.word(last) in _SHORTENED:
            end += 1
        return _POSSESSIVE.sub("", " ".join(self.text[start:end].split()))

    def key(self, first: int, last: int) -> tuple[str, ...]:
        """Return the keys of the words."""
        return tuple(word.key for word in self.words[first : last + 1])

    def word(self, k: int) -> str:
        """Return a word as it stands."""
        span = self.words[k].span
        return self.text[span.start : span.end]

    def is_joined(self, k: int) -> bool:
        """Tell whether word ``k`` follows the one before it with nothing between that parts phrases."""
        gap = self.text[self.words[k - 1].span.end : self.words[k].span.start]
        return gap in _JOINTS or (self.word(k) in {"Ltd", "Inc"} and bool(_COMPANY.fullmatch(gap)))

    def is_stopped(self, k: int) -> bool:
        """Tell a word that no term begins or ends with: no part of a longer word, no capital inside a sentence."""
        word = self.word(k)
        return (
            self.is_function_word(k)
            and not (word[:1].isupper() and k and self.is_joined(k))
            and not any(self._is_glued(i) or self.is_one_word(i) for i in (k, k + 1))
        )

    def _is_glued(self, k: int) -> bool:
        return k in self.glued and all(is_syllable(self.word(i)) for i in (k - 1, k))

    def is_function_word(self, k: int) -> bool:
        """Tell a word that is no term alone, whatever stands beside it."""
        return self.word(k).lower() in _STOPPED.get(base_language(self.lang), frozenset())

    def is_one_word(self, k: int) -> bool:
        """Tell whether word ``k`` and the one before it are mostly used as one word."""
        inside = 0 < k < len(self.words) and self.is_joined(k)
        return inside and self.background.are_one_word(self.words[k - 1].key, self.words[k].key)

    @cached_property
    def _code(self) -> tuple[Span, ...]:
        """The stretches of code, addresses and placeholders."""
        return code_spans(self.text)

    def is_code(self, k: int) -> bool:
        """Tell a word that stands in code or in an address, or is written as an identifier: *minerAddress*."""
        if _IDENTIFIER.match(self.word(k)):
            return True
        place = self.words[k].span
        return any(span.start < place.end and place.start < span.end for span in self._code)

    def is_inner(self, k: int) -> bool:
        """Tell a word that may stand inside a term."""
        return not self.is_stopped(k) or self.word(k).lower() in _INNER

    @cached_property
    def _headline(self) -> frozenset[int]:
        """The words of headings, in which every word has a capital, so that a capital tells no name."""
        found: set[int] = set()
        parts = self._parts()
        plain = [
            [k for k in part if self.word(k).lower() not in _INNER and not self.word(k)[0].isdigit()] for part in parts
        ]
        alike = [all(self.word(k)[:1].isupper() for k in part) for part in plain]
        for part, words, capital in zip(parts, plain, alike, strict=True):
            if capital and (len(words) >= _HEADLINE or (all(alike) and sum(map(len, plain)) >= _HEADLINE)):
                found.update(part)
        return frozenset(found)

    def _parts(self) -> list[list[int]]:
        """Return the words of a text between the marks that end a clause or a heading."""
        parts: list[list[int]] = []
        for k, word in enumerate(self.words):
            gap = self.text[self.words[k - 1].span.end : word.span.start] if k else ""
            if not k or _PARTED.search(gap):
                parts.append([])
            parts[-1].append(k)
        return parts

    def cuts_name(self, first: int, last: int) -> bool:
        """Tell whether a phrase is a part of a longer name: what is beside it has a capital too, and is no title."""
        if self.word(last).lower() in _TITLES:
            return False
        before = first > 0 and self.is_capital(first) and self.is_capital(first - 1) and self.is_joined(first)
        if before and not (self.is_stopped(first - 1) or self._is_apart(first - 1)):
            return True
        after = last + 1 < len(self.words) and self.is_joined(last + 1) and self.is_capital(last)
        return after and (self.is_capital(last + 1) or self.word(last + 1)[0].isdigit())

    def _is_apart(self, k: int) -> bool:
        """Tell a word with a capital that is no part of the name after it: a title, a possessive, the first verb."""
        word = self.word(k)
        first = k == 0 and not self.is_unknown(k)
        return first or word.lower() in _TITLES or bool(_POSSESSIVE.search(word))

    def is_unknown(self, k: int) -> bool:
        """Tell a word that is a name by being none of the language."""
        return max(self.background.rarity((self.words[k].key,))) >= UNKNOWN

    def has_title(self, first: int, last: int) -> bool:
        """Tell a name that begins with a title of a person, which is no part of it."""
        return last > first and self.word(first).lower() in _PERSONS and self.is_capital(first + 1)

    def is_mixed(self, first: int, last: int) -> bool:
        """Tell whether a phrase has words with a capital and words without."""
        capital = {self.is_capital(k) for k in range(first, last + 1) if self.word(k).lower() not in _INNER}
        return len(capital) > 1

    def is_number(self, first: int, last: int) -> bool:
        """Tell a phrase that begins or ends with a number."""
        if self.word(first)[0].isdigit():
            return True
        joined = last > first and self.words[last - 1].span.end == self.words[last].span.start
        return self.word(last)[0].isdigit() and not (joined or self.is_capital(first))

    def is_capital(self, k: int) -> bool:
        """Tell a word that begins with a capital letter, or a number."""
        return k not in self._headline and self.word(k)[:1].isupper()

    def is_first(self, k: int) -> bool:
        """Tell whether a capital letter of word ``k`` may be due to its place: at the start, after a mark."""
        if k == 0:
            return True
        gap = self.text[self.words[k - 1].span.end : self.words[k].span.start]
        return bool(re.search(r"[.!?:…\"“”'‘*•\n]", gap))

    @cached_property
    def phrases(self) -> tuple[tuple[int, int], ...]:
        """The first and last word of every phrase that may be a term or a name."""
        found = []
        count = len(self.words)
        code = [self.is_code(k) for k in range(count)]
        stopped = [code[k] or self.is_stopped(k) for k in range(count)]
        inner = [self.is_inner(k) for k in range(count)]
        split = [*map(self.is_one_word, range(count)), False]
        joined = [k > 0 and self.is_joined(k) for k in range(count)]
        for first in range(count):
            if stopped[first] or split[first]:
                continue
            for last in range(first, min(count, first + _LONGEST)):
                if last > first and not (joined[last] and inner[last] and not code[last]):
                    break
                alone = first == last and self.is_function_word(first) and self.word(first).islower()
                if not (alone or stopped[last] or split[last + 1] or self.is_number(first, last)):
                    found.append((first, last))
        return tuple(found)


def inside_word(side: PhraseSide, first: int, last: int) -> bool:
    """Tell a phrase that begins or ends within what is written as one: *GPT* of *GPT-4*."""

    def glued(k: int) -> bool:
        return side.text[side.words[k - 1].span.end : side.words[k].span.start] in {"", "-", "‑", "&"}

    return (first > 0 and glued(first)) or (last + 1 < len(side.words) and glued(last + 1))
