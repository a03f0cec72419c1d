"""A made-up chronicle in two languages."""

import random

from songngu.align.aligner import Aligner
from songngu.align.score.comparison import Comparison, compare, explain
from songngu.align.text.tokenised import prepare

PLACES = [
    ("nhà máy", "factory"),
    ("trường học", "school"),
    ("bệnh viện", "hospital"),
    ("cảng", "port"),
    ("chợ", "market"),
]
ACTS = [("mở cửa", "opened"), ("đóng cửa", "closed"), ("bị cháy", "burned"), ("được bán", "was sold")]


def book(size: int, seed: int = 0) -> tuple[list[str], list[str]]:
    """Return a made-up chronicle: sentence ``k`` of both sides says the same."""
    rng = random.Random(seed)
    source, target = [], []
    for k in range(size):
        (vi, en), (done, did) = rng.choice(PLACES), rng.choice(ACTS)
        name = "".join(rng.choices("BDGKLMNPRSTV", k=1)) + "".join(rng.choices("aeiou", k=1)) + f"{k % 97}x"
        source.append(f"Năm {1800 + k}, {vi} {name} ở thành phố {done}.")
        target.append(f"In {1800 + k}, the {name} {en} in the city {did}.")
    return source, target


def small_comparison() -> Comparison:
    source, target = book(200)
    sides = prepare(source[:90] + source[101:], "vi"), prepare(target[:160] + target[162:], "en")
    aligner = Aligner.shipped("vi", "en")
    return compare(*sides, explain(*sides, aligner.layers), aligner.lexicon)
