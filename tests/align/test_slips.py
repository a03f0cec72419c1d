"""Short slips come out as the pair they are; sentences that only stand beside each other do not."""

import pytest

from songngu.align import align_sentences

VI = [
    "Nhà văn sinh ra trong một gia đình thợ mộc ở ven sông và học nghề từ nhỏ.",
    "Ông mất năm 1932.",
    "Tác phẩm cuối cùng của ông được in ba năm sau và nay vẫn còn trong thư viện của thị trấn.",
]
EN = [
    "The writer was born into a family of carpenters by the river and learnt the trade as a child.",
    "He died in 1923.",
    "His last work was printed three years later and is still in the library of the town.",
]


def beads(vi: list[str], en: list[str], *, turned: bool) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    if turned:
        found = align_sentences(en, vi, source_lang="en", target_lang="vi")
        return [(bead.target, bead.source) for bead in found]
    return [(bead.source, bead.target) for bead in align_sentences(vi, en)]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("wrong", ["He died in 1923.", "He died in 1902.", "He died in 32."])
def test_a_wrong_number_does_not_part_a_short_pair(wrong: str, turned: bool) -> None:
    assert beads(VI, [EN[0], wrong, EN[2]], turned=turned) == [((k,), (k,)) for k in range(3)]


@pytest.mark.parametrize("turned", [False, True])
def test_strangers_stay_apart(turned: bool) -> None:
    found = beads([VI[0], "Xin cảm ơn quý độc giả.", VI[2]], [EN[0], "Photo: 12 of 40.", EN[2]], turned=turned)
    assert ((1,), ()) in found and ((), (1,)) in found


def test_such_a_bead_is_worth_a_look() -> None:
    found = align_sentences(VI, EN)
    assert found[1].source == (1,) and 0.5 <= found[1].probability <= 1.0
