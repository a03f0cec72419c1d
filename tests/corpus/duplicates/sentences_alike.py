"""Sentences of few words, and how alike they are by the definition."""

import random
import unicodedata

WORDS = ["mưa", "gió", "nắng", "sông", "núi", "đồng", "làng", "xóm", "bến", "đò", "chợ", "quê"]


def runs(text: str) -> set[tuple[str, ...]]:
    bare = unicodedata.normalize("NFD", text.casefold())
    words = "".join(c for c in bare if not unicodedata.combining(c)).replace("đ", "d").split()
    return {tuple(words[i : i + 3]) for i in range(len(words) - 2)} or ({tuple(words)} if words else set())


def alike(one: str, other: str) -> float:
    a, b = runs(one), runs(other)
    return len(a & b) / len(a | b) if a | b else 0.0


def texts_of(seed: int, count: int) -> list[str]:
    rng = random.Random(seed)
    rows: list[str] = []
    for _ in range(count):
        if rows and rng.random() < 0.5:
            words = rng.choice(rows).split()
            for _ in range(rng.randrange(3)):
                words[rng.randrange(len(words))] = rng.choice(WORDS)
        else:
            words = rng.choices(WORDS, k=rng.randrange(1, 25))
        rows.append(" ".join(words))
    return rows
