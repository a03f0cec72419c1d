"""A corpus of three rows beside a library of test sets: one row stands in it, one edited, one in capitals, none."""

from pathlib import Path

from songngu.corpus.bitext import from_rows
from songngu.corpus.formats import write_bitext

LINES = [
    ("Chuyến đò cuối cùng rời bến lúc chín giờ tối.", "The last ferry leaves the quay at nine in the evening."),
    ("Ông lái đò già cất tiếng gọi khách sang sông.", "The old ferryman called out to those who would cross."),
    ("Sương mù dày đặc phủ kín cả khúc sông rộng lớn.", "A thick fog lay over the whole wide bend of the river."),
]


def write_library(folder: Path) -> None:
    """Write ``corpus.parquet`` and the folder ``tests``."""
    rows = [
        {"id": f"{n}", "source": s, "target": t, "source_lang": "vi", "target_lang": "en"}
        for n, (s, t) in enumerate(LINES)
    ]
    write_bitext(from_rows(rows), folder / "corpus.parquet")
    (folder / "tests" / "river").mkdir(parents=True)
    write_bitext(from_rows(rows[:1]), folder / "tests" / "exact.tsv")
    edited = LINES[1][1].replace("called", "cried")
    (folder / "tests" / "river" / "lines.txt").write_text(f"{edited}\n{LINES[2][1].upper()}\n", encoding="utf-8")
    (folder / "tests" / "other.txt").write_text("Nothing of the kind was ever written here.\n", encoding="utf-8")
