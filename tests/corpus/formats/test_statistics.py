import polars as pl

from songngu.corpus.bitext import from_rows
from songngu.corpus.formats.statistics import Summary, summary


def _row(source: int, target: int, probability: float | None, **more: object) -> dict[str, object]:
    texts = {"source": "Đò" * source, "target": "Ferry" * target}
    return (
        texts
        | {"source_ids": list(range(source)), "target_ids": list(range(target))}
        | {"probability": probability, "status": "auto"}
        | more
    )


def test_summary() -> None:
    bitext = from_rows(
        [
            _row(1, 1, 1.0),
            _row(1, 1, 0.9),
            _row(2, 1, 0.5),
            _row(1, 0, 0.4),
            _row(1, 1, 0.2, status="accepted"),
            _row(1, 1, None),
            _row(3, 0, 0.1, duplicate_of="1"),
        ]
    )
    assert summary(bitext) == Summary(
        rows=7,
        source_sentences=10,
        target_sentences=5,
        bead_types=(("1-1", 4), ("1-0", 1), ("2-1", 1)),
        mean_probability=0.6,
        one_sided=1,
        doubtful=2,
        repeated=1,
    )


def test_summary_of_nothing() -> None:
    assert summary(from_rows([])) == Summary(0, 0, 0, (), None, 0, 0, 0)


def test_a_text_without_sentence_numbers_is_one_sentence() -> None:
    bitext = from_rows([{"source": "Đò", "target": "Ferry"}, {"source": "Phà", "target": ""}])
    counts = summary(bitext)
    assert (counts.source_sentences, counts.target_sentences) == (2, 1)
    assert counts.bead_types == (("1-0", 1), ("1-1", 1))
    assert counts.mean_probability is None


def test_what_is_no_number_does_not_spoil_the_mean() -> None:
    bitext = from_rows([_row(1, 1, 0.5), _row(1, 1, float("nan"))])
    assert summary(bitext).mean_probability == 0.5
    assert summary(pl.concat([bitext, bitext])).rows == 4
