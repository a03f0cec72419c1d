"""Short sentences that one side has alone are taken out of their neighbour's bead; renderings in two stay whole."""

import pytest

from songngu.align import align_sentences

VI = [
    "Ông ấy sinh ra ở một làng nhỏ bên sông.",
    "Giao thức này giải quyết những thách thức của mạng bằng cách thiết lập một tiêu chuẩn chung.",
    "Người dân trồng lúa và nuôi cá suốt cả năm.",
]
EN = [
    "He was born in a small village by the river.",
    "This protocol addresses the challenges of the network by establishing a common standard.",
    "The people grow rice and raise fish all year round.",
]


def beads(vi: list[str], en: list[str], *, turned: bool) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    if turned:
        found = align_sentences(en, vi, source_lang="en", target_lang="vi")
        return [(bead.target, bead.source) for bead in found]
    return [(bead.source, bead.target) for bead in align_sentences(vi, en, source_lang="vi", target_lang="en")]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("added", ["Sign up for our newsletter!", "See the appendix."])
def test_an_added_sentence_stands_alone(added: str, *, turned: bool) -> None:
    for place in (1, 2):
        found = beads(VI, [*EN[:place], added, *EN[place:]], turned=turned)
        assert ((), (place,)) in found
        assert len([one for one in found if one[0] and one[1]]) == 3


@pytest.mark.parametrize("turned", [False, True])
def test_a_rendering_in_two_sentences_stays_whole(*, turned: bool) -> None:
    parts = ["This protocol addresses the challenges of the network.", "It establishes a common standard."]
    assert ((1,), (1, 2)) in beads(VI, [EN[0], *parts, EN[2]], turned=turned)
