"""What stands once inside a passage that stands twice is never removed."""

import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.document import Document
from songngu.corpus.duplicates import find_duplicates
from songngu.corpus.duplicates.inventory import SearchOptions, take_inventory
from songngu.corpus.duplicates.removal import LEDGER, remove, repeated_spans, without

SHARED = [
    "Quán trà nhỏ nằm cuối con hẻm lát đá.",
    "Mỗi sáng bà cụ nhóm bếp lúc năm giờ và đun một ấm nước lớn.",
    "Khách quen thường gọi trà sen cùng với bánh đậu xanh.",
    "Tối đến quán lên đèn lồng màu đỏ, ai đi qua cũng ngoái lại nhìn.",
]
ONCE = [
    "Riêng hôm ấy trời mưa tầm tã nên chợ nổi vắng tanh.",
    "```\nx = {n}\n```",
    "### Chương {n}",
    "Ghe số {n} đến trễ.",
]


def removed(folder: Path, text: str) -> tuple[str, list[dict[str, object]]]:
    path = folder / "a.md"
    path.write_text(text, encoding="utf-8")
    remove(take_inventory([str(path)], SearchOptions("vi")), folder / "out", force=True)
    ledger = (folder / "out" / LEDGER).read_text(encoding="utf-8").splitlines()
    return (folder / "out" / "a.md").read_text(encoding="utf-8"), [json.loads(line) for line in ledger]


def test_a_line_between_two_copies_stays(tmp_path: Path) -> None:
    text = "\n\n".join([*SHARED, "***", *SHARED[:2], ONCE[0], *SHARED[2:]]) + "\n"
    left, ledger = removed(tmp_path, text)
    assert [line for line in left.split("\n") if line] == [*SHARED, "***", ONCE[0]]
    (entry,) = ledger
    assert entry["kept"] == [ONCE[0]]
    assert [pair[0] for pair in entry["counterparts"]] == [line.rstrip(".") for line in SHARED]


def test_code_among_boilerplate_stays(tmp_path: Path) -> None:
    parts = ["\n\n".join([*SHARED[:2], f"```\nx = {n}\n```", *SHARED[2:]]) for n in range(3)]
    left, _ = removed(tmp_path, "\n\n".join(parts) + "\n")
    assert [f"x = {n}" in left for n in range(3)] == [True] * 3


def test_a_heading_of_which_two_words_stand_twice_stays_whole(tmp_path: Path) -> None:
    parts = ["\n\n".join([*SHARED, f"### Chương sau nói về {name} và vườn"]) for name in ("ghe", "sông", "núi")]
    left, _ = removed(tmp_path, "\n\n".join(parts) + "\n")
    assert [f"### Chương sau nói về {name} và vườn\n" in left for name in ("ghe", "sông", "núi")] == [True] * 3


def test_a_sentence_whose_number_alone_differs_stays_whole_at_the_edge_of_a_copy() -> None:
    shared = " ".join(SHARED[-2:])
    text = f"1 9 {ONCE[0]}\n\n{shared}\n\nMột câu chen vào giữa cho khác đi.\n\n2 13 {ONCE[0]}\n\n{shared}\n"
    document = Document("a.md", "vi", text, (), ())
    spans = [span for passage in find_duplicates([document], min_words=12) for span in repeated_spans(passage)]
    assert f"2 13 {ONCE[0]}" in without(text, spans).splitlines()


@pytest.mark.parametrize(
    ("first", "second"), [("Minh", "Hùng"), ("cụ Minh", "cụ Hùng"), ("năm 1987", "năm 1989"), ("tuần 3", "tuần 4")]
)
def test_a_long_sentence_with_another_name_or_number_stays(tmp_path: Path, first: str, second: str) -> None:
    told = "{} kể với khách rằng nước lên cao đến tận mái nhà của mọi người trong làng suốt mùa mưa ấy."
    text = "\n\n".join(
        [*SHARED[:2], told.format(first), *SHARED[2:], "***", *SHARED[:2], told.format(second), *SHARED[2:]]
    )
    left, ledger = removed(tmp_path, text + "\n")
    assert told.format(second) in left.splitlines()
    assert len(ledger) == 1 and left.count(SHARED[0]) == 1


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_no_line_that_stands_once_is_removed(data: st.DataObject) -> None:
    lines: list[str] = []
    for copy in range(3):
        for line in SHARED:
            lines.append(line)
            if data.draw(st.booleans()):
                once = data.draw(st.sampled_from(ONCE))
                lines.append(once.format(n=f"{copy}{len(lines)}") if "{" in once else f"{copy} {len(lines)} {once}")
    text = "\n\n".join(lines) + "\n"
    document = Document("a.md", "vi", text, (), ())
    spans = [span for passage in find_duplicates([document]) for span in repeated_spans(passage)]
    left = without(text, spans).splitlines()
    counts = Counter(text.splitlines())
    assert [line for line, count in counts.items() if count == 1 and line.strip() and line not in left] == []
