"""Documents that are told from each other by every word, and what stands in them."""

from songngu.corpus.document import Block, BlockKind, Document, MappedText, Span
from songngu.corpus.duplicates import Passage, PassageKind

LINES = [
    "Sáng sớm, bà cụ bán xôi đầu ngõ đã nhóm bếp than và gọi với sang nhà bên cạnh.",
    "“Mưa thế này thì ai còn ra chợ nữa?” – ông thợ cắt tóc vừa hỏi vừa kéo tấm bạt che ghế.",
    "Con đường đất chạy dọc bờ kênh hôm nay lầy lội, xe đạp của lũ trẻ để lại những vệt dài ngoằn ngoèo.",
    "Đến trưa, nước rút dần; người ta lại thấy mấy chiếc thuyền nan úp mình phơi nắng trên bãi cỏ.",
    "Cô giáo mới chuyển về trường làng mang theo một hòm sách cũ (phần lớn là truyện cổ tích).",
    "Tối đến, cả xóm quây quần quanh chiếc đài nhỏ, nghe tin bão xa và đoán xem ngày mai gió đổi hướng nào.",
]


def document(text: str, path: str = "a.txt") -> Document:
    block = Block(BlockKind.PARAGRAPH, MappedText.verbatim(text, Span(0, len(text))))
    return Document(path, "vi", text, (block,), ())


def filler(start: int, count: int) -> str:
    """Words that stand nowhere else."""
    return " ".join(f"từ{number}" for number in range(start, start + count))


def texts(passage: Passage) -> tuple[str, str]:
    return passage.first.text, passage.second.text


def common(a: list[str], b: list[str]) -> int:
    row = [0] * (len(b) + 1)
    for x in a:
        above = 0
        for j, y in enumerate(b):
            above, row[j + 1] = row[j + 1], above + 1 if x == y else max(row[j], row[j + 1])
    return row[-1]


def check(passages: list[Passage], documents: list[Document]) -> None:
    """Hold every report to what is promised of all."""
    keys = []
    places = {id(d): i for i, d in enumerate(documents)}
    for p in passages:
        for copy in (p.first, p.second):
            assert 0 <= copy.span.start < copy.span.end <= len(copy.document.raw)
            assert copy.text == copy.text.strip()
        first, second = places[id(p.first.document)], places[id(p.second.document)]
        assert (first, p.first.span.end) <= (second, p.second.span.start)
        assert 0 < p.similarity <= 1
        assert (p.similarity == 1) == (p.kind is not PassageKind.NEAR)
        keys.append((first, p.first.words, second, p.second.words))
    assert keys == sorted(keys)
    assert [p.cluster for p in passages] == sorted(p.cluster for p in passages)
