import polars as pl
import pytest

from songngu.corpus.bitext import SCHEMA
from songngu.corpus.export.card import Facts, File, Origin, facts
from songngu.corpus.export.leaks import KINDS


def table() -> pl.DataFrame:
    count = 12
    return pl.DataFrame(
        {
            "id": [f"{(row * 7) % count:016x}" for row in range(count)],
            "document": ["báo/một"] * 6 + ["sách/hai"] * 5 + [None],
            "source": ["Trời mưa."] * 6 + ["Bến đò vắng khách từ khi cây cầu mới bắc qua sông."] * 5 + [None],
            "target": ["It rains."] * 11 + ["x " * 150],
            "source_lang": ["vi"] * 12,
            "target_lang": ["en"] * 12,
            "source_file": ["a.vi.txt"] * 6 + ["b.vi.txt"] * 6,
            "target_file": ["a.en.txt"] * 6 + ["b.en.txt"] * 6,
            "probability": [0.999, 1.0, 0.0, None, float("nan"), 0.51] * 2,
            "status": ["auto"] * 11 + ["edited"],
            "split": ["train"] * 9 + ["dev"] * 2 + ["test"],
            "score.length": [0.1] * 11 + [None],
            "score.empty": pl.Series([None] * 12, dtype=pl.Float64),
        },
        schema_overrides={"status": SCHEMA["status"]},
    )


def facts_of(rows: pl.DataFrame, **more: object) -> Facts:
    return facts(rows.lazy(), name="Thử <nghiệm> & *sao*", recipe={"seed": 0, "a": {"c": 1, "b": [2, "đò"]}}, **more)  # type: ignore[arg-type]


@pytest.fixture
def counted() -> Facts:
    leaks = pl.DataFrame(
        {
            "row": [3, 3, 4, 5],
            "side": ["source", "target", "source", "target"],
            "set": ["thử"] * 4,
            "kind": pl.Series(["edited", "exact", "exact", "punctuated"], dtype=KINDS),
            "short": [False, False, True, False],
            "contained": [False, True, False, True],
        }
    )
    return facts_of(
        table(),
        inputs=[File("in/a.tmx", "ab" * 32, 1234, 20)],
        outputs=[
            File("train.parquet", "cd" * 32, 500, 9, "train"),
            File("dev.parquet", "ef" * 32, 50, 2, "dev"),
            File("test.parquet", "01" * 32, 40, 1, "test"),
            File("all.tmx", "23" * 32, 900, 12),
        ],
        removed={"length": 5, "duplicate": 3, "leak": 0},
        leaks=leaks,
        origins=[
            Origin("báo/*", "Báo Mới", "CC BY-SA 4.0", "https://example.org/?a=1&b=2"),
            Origin("b.vi.*", "", "Giấy phép riêng", "javascript:alert(1)"),
        ],
        notes=["dev has 2 rows instead of 1"],
    )
