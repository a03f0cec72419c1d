import random

import pytest

from songngu.align import align_sentences
from songngu.align import passages as module
from songngu.align.passages import later_copies
from songngu.corpus.document import Document

PAIRS = [
    ("Làng tôi nằm bên một khúc sông rộng và yên.", "My village lies on a wide and quiet bend of the river."),
    ("Năm 1998, nước lũ dâng cao hơn ba mét.", "In 1998 the flood rose more than three metres."),
    ("Cha tôi buộc chiếc thuyền vào gốc đa trước nhà.", "My father tied the boat to the banyan tree by the house."),
    ("Chúng tôi ngủ trên mái nhà suốt 4 đêm liền.", "We slept on the roof for 4 nights in a row."),
    ("Mẹ nấu cơm bằng một cái bếp dầu nhỏ.", "Mother cooked rice on a small oil stove."),
    ("Đến ngày thứ 5, bộ đội mang gạo và thuốc đến.", "On the 5th day soldiers brought rice and medicine."),
    ("Bà cụ hàng xóm chia cho mỗi đứa trẻ một quả ổi.", "The old woman next door gave each child a guava."),
    ("Khi nước rút, cả làng cùng nhau dọn bùn.", "When the water fell the whole village cleared the mud."),
    ("Trường học mở cửa lại sau 20 ngày.", "The school opened again after 20 days."),
    ("Từ đó, nhà nào cũng xây thêm một gác cao.", "Since then every house has built a high loft."),
]
SOURCE, TARGET = ([pair[side] for pair in PAIRS] for side in (0, 1))


def edited() -> tuple[list[str], list[int | None]]:
    """A copy with words changed, a sentence dropped, one put in and one split in two, and the sentence each repeats."""
    copy = list(SOURCE)
    copy[1] = copy[1].replace("ba mét", "bốn thước")
    copy[4] = copy[4].upper().replace("Ấ", "A")
    copy[8] = copy[8].replace("mở cửa", "khai giảng")
    rows: list[tuple[str, int | None]] = [(text, i) for i, text in enumerate(copy) if i != 6]
    rows.insert(3, ("Không ai trong xóm bị thương cả.", None))
    rows[6:7] = [("Đến ngày thứ 5, bộ đội mang gạo đến.", 5), ("Và thuốc đến.", 5)]
    return [text for text, _ in rows], [origin for _, origin in rows]


def test_an_edited_copy_says_which_sentence_each_repeats() -> None:
    copy, origins = edited()
    (found,) = later_copies(Document.from_sentences([*SOURCE, *copy], "vi"))
    assert 0.6 < found.similarity < 1
    assert found.origin == {10 + k: origin for k, origin in enumerate(origins) if origin is not None}


def test_an_exact_copy_repeats_sentence_by_sentence() -> None:
    (found,) = later_copies(Document.from_sentences([*SOURCE, *SOURCE], "vi"))
    assert found.origin == {10 + k: k for k in range(10)}
    assert found.similarity == 1
    assert later_copies(Document.from_sentences(SOURCE, "vi")) == []
    assert later_copies(Document.from_sentences([], "vi")) == []


def test_long_different_stretches_are_paired_by_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_MOST_WORDS", 5)
    copy = [text.replace(" và ", " cùng ").replace("nhà", "cửa") for text in SOURCE]
    (found,) = later_copies(Document.from_sentences([*SOURCE, *copy], "vi"))
    assert set(found.origin.values()) <= set(range(10))
    assert found.origin[10] == 0 and found.origin[19] == 9


@pytest.mark.parametrize("seed", range(3))
def test_random_edits(seed: int) -> None:
    rng = random.Random(seed)
    body = [" ".join(rng.choices([f"từ{i}" for i in range(900)], k=14)) + "." for _ in range(40)]
    copy, truth = [], []
    for i, text in enumerate(body):
        if 2 < i < 37 and rng.random() < 0.1:
            continue
        words = [word if rng.random() > 0.07 else f"khác{rng.randrange(99)}" for word in text.split()]
        copy.append(" ".join(words) if 2 < i < 37 else text)
        truth.append(i)
    (found,) = later_copies(Document.from_sentences([*body, *copy], "vi"))
    assert [found.origin[40 + k] for k in range(len(copy))] == truth


@pytest.mark.slow
@pytest.mark.parametrize("side", ["source", "target"])
def test_an_edited_copy_on_one_side_is_set_aside_like_an_exact_one(side: str) -> None:
    clean = align_sentences(SOURCE, TARGET)
    origins: list[int | None]
    if side == "source":
        copy, origins = edited()
        beads = align_sentences([*SOURCE, *copy], TARGET)
    else:
        copy = [TARGET[0].replace("quiet", "calm"), *TARGET[1:4], *TARGET[5:]]
        origins = list(range(len(copy)))
        beads = align_sentences(SOURCE, [*TARGET, *copy])
    pairs = [(bead.source, bead.target) for bead in beads]
    assert pairs[: len(clean)] == [(bead.source, bead.target) for bead in clean]
    rest = range(10, 10 + len(copy))
    assert pairs[len(clean) :] == [((k,), ()) if side == "source" else ((), (k,)) for k in rest]
    # What stands once is left alone: it repeats nothing, and finds no partner.
    again = zip(beads[len(clean) :], origins, strict=True)
    assert all((bead.repeats is None) == (origin is None) for bead, origin in again)


@pytest.mark.slow
def test_edited_copies_on_both_sides_are_paired_in_order() -> None:
    copy = [SOURCE[0], SOURCE[1].replace("ba mét", "bốn thước"), *SOURCE[2:6], *SOURCE[7:]]
    other = [*TARGET[:6], *TARGET[7:]]
    beads = align_sentences([*SOURCE, *copy], [*TARGET, *other])
    assert [(bead.source, bead.target) for bead in beads] == [((k,), (k,)) for k in range(19)]
    assert not any(bead.repeats for bead in beads)
