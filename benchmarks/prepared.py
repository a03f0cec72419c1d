"""A prepared alignment of a hundred sentence pairs of our own, twelve of whose beads are wrong."""

from __future__ import annotations

from collections.abc import Sequence

Beads = list[tuple[list[str], list[str], float]]

_DAYS = [
    ("Sáng thứ hai", "On Monday morning"),
    ("Chiều thứ ba", "On Tuesday afternoon"),
    ("Tối thứ tư", "On Wednesday evening"),
    ("Sáng thứ năm", "On Thursday morning"),
    ("Chiều thứ sáu", "On Friday afternoon"),
    ("Tối thứ bảy", "On Saturday evening"),
    ("Ngày 3 tháng 5", "On May 3"),
    ("Ngày 12 tháng 8", "On August 12"),
    ("Năm 1987", "In 1987"),
    ("Mùa hè năm 2004", "In the summer of 2004"),
]
_EVENTS = [
    ("chị Lan mua 4 cân cam ở chợ", "Lan bought 4 kilos of oranges at the market"),
    ("trời mưa to suốt ba giờ liền", "it rained hard for three hours"),
    ("con mèo ngủ trên mái nhà", "the cat slept on the roof"),
    ("ông giáo già đọc báo bên cửa sổ", "the old teacher read the newspaper by the window"),
    ("chuyến tàu đến ga muộn 20 phút", "the train reached the station 20 minutes late"),
    ("bọn trẻ đá bóng ngoài sân trường", "the children played football in the school yard"),
    ("người thợ sửa chiếc xe đạp cũ", "the mechanic repaired the old bicycle"),
    ("bác sĩ khám cho 35 bệnh nhân", "the doctor saw 35 patients"),
    ("cả nhà ăn cơm với cá kho", "the whole family had rice with braised fish"),
    ("thư viện thành phố đóng cửa sớm", "the city library closed early"),
]


def right() -> Beads:
    """Return the hundred pairs, each a bead."""
    return [
        ([f"{day[0]}, {event[0]}."], [f"{day[1]}, {event[1]}."], 0.97 + 0.0001 * (10 * d + e))
        for d, day in enumerate(_DAYS)
        for e, event in enumerate(_EVENTS)
    ]


def prepared() -> Beads:
    """Return the pairs with twelve beads that are wrong, all doubtful.

    Four sentences stand on the wrong side of a boundary (eight beads), two beads hold two pairs, one pair is parted.
    """
    beads = right()
    for k, side in ((7, 1), (23, 0), (58, 1), (90, 0)):
        _shift(beads, k, side)
    for k in (34, 71):
        (a, b, _), (c, d, _) = beads[k : k + 2]
        beads[k : k + 2] = [([*a, *c], [*b, *d], 0.55)]
    a, b, _ = beads[80]
    beads[80:81] = [(a, [], 0.4), ([], b, 0.4)]
    return beads


def _shift(beads: Beads, k: int, side: int) -> None:
    """Move a sentence of bead ``k + 1`` into bead ``k``."""
    sides = [list(beads[k][0]), list(beads[k][1])], [list(beads[k + 1][0]), list(beads[k + 1][1])]
    sides[0][side] += sides[1][side]
    sides[1][side] = []
    beads[k : k + 2] = [(part[0], part[1], 0.45) for part in sides]


def wrong(rows: Sequence[tuple[str, str]]) -> int:
    """Return how many rows of an alignment, as their texts, are none of the hundred pairs."""
    pairs = {(bead[0][0], bead[1][0]) for bead in right()}
    return sum(row not in pairs for row in rows)
