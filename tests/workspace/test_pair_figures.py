"""The figures of an aligned pair."""

from dataclasses import asdict, replace

from songngu.corpus.bitext import from_rows
from songngu.corpus.formats.statistics import RowSelection
from songngu.workspace.pair_figures import PairFigures


def test_plain_copies_are_counted_and_left_out_on_request_but_for_what_a_person_decided() -> None:
    texts = [("Đò đến.", "The boat is here."), ("OK, go!", " OK, go!"), ("2024", "2024"), ("Hanoi", "Hanoi"), ("", "x")]
    statuses = ["auto", "auto", "auto", "accepted", "auto"]
    rows = [
        {"source": source, "target": target, "status": status, "probability": 0.9}
        for (source, target), status in zip(texts, statuses, strict=True)
    ]
    bitext = from_rows(rows)
    assert PairFigures.of(bitext, 0) == PairFigures(5, 0.9, 0.2, 0.4, 0)
    kept = RowSelection(copies=False).of(bitext)
    assert kept["source"].to_list() == ["Đò đến.", "2024", "Hanoi", ""]
    assert RowSelection().of(bitext).equals(bitext) and RowSelection().is_all
    assert PairFigures.from_json({"rows": 1}) is None


def test_worth_is_what_is_likely_right() -> None:
    whole = PairFigures(10, 1.0, 0.0, 0.0, 0)
    assert whole.worth == 1.0
    assert replace(whole, one_sided=0.5, copies=0.5).worth == 0.25
    assert replace(whole, mean_probability=None).worth == 0.0


def test_figures_come_back_from_json() -> None:
    figures = PairFigures(10, 0.5, 0.1, 0.0, 2)
    assert PairFigures.from_json(asdict(figures)) == figures
    assert PairFigures.from_json({"rows": 3}) is None
    assert PairFigures.from_json(None) is None
