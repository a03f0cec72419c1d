import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.bitext import from_rows
from songngu.corpus.export import arrangement
from songngu.corpus.export.arrangement import Bound, joined_to_passages, shuffled


def row(number, document="d", **more):
    start = number * 10
    spans = [{"start": start, "end": start + 9}]
    own = {"id": f"{document}{number}", "document": document, "row": number, "source": f"câu {number}.",
           "target": f"line {number}.", "source_ids": [number], "target_ids": [number], "source_spans": spans,
           "target_spans": spans, "source_lang": "vi", "target_lang": "en",
           "probability": 0.5 + number / 100}  # fmt: skip
    return own | more


def passages(rows, bound, **more):
    table = from_rows(rows).with_row_index("place").lazy()
    return pl.concat(list(joined_to_passages(table, bound, place="place", **more)))


def test_sentences_of_a_document_are_one_passage():
    found = passages([row(0), row(1), row(0, "e")], Bound())
    assert found["source"].to_list() == ["câu 0. câu 1.", "câu 0."]
    first = found.row(0, named=True)
    assert first["source_ids"] == [0, 1] and len(first["target_spans"]) == 2
    assert (first["place"], first["probability"], first["id"] in ("d0", "d1")) == (0, 0.5, False)
    assert found.row(1, named=True)["id"] == "e0"


@pytest.mark.parametrize(
    ("bound", "sizes"),
    [(Bound(rows=2), [2, 2, 1]), (Bound(tokens=6), [3, 2]), (Bound(tokens=1), [1] * 5), (Bound(), [5])],
)
def test_passages_are_bounded(bound, sizes):
    assert passages([row(number) for number in range(5)], bound)["source_ids"].list.len().to_list() == sizes


def test_a_passage_ends_where_a_row_is_gone():
    rows = [row(0), row(2), row(3)]
    assert passages(rows, Bound())["source"].to_list() == ["câu 0.", "câu 2. câu 3."]
    assert passages(rows, Bound(bridge=True)).height == 1
    unnumbered = [{**each, "source_ids": [], "target_ids": []} for each in rows]
    assert passages(unnumbered, Bound()).height == 2


def test_spans_tell_paragraphs_and_languages_their_blanks():
    far = row(1, target_spans=[{"start": 12, "end": 19}], source_lang="zh")
    found = passages([row(0, source_lang="zh"), far], Bound()).row(0, named=True)
    assert (found["source"], found["target"]) == ("câu 0.câu 1.", "line 0.\nline 1.")


def test_parts_of_a_split_are_not_joined():
    table = from_rows([row(0), row(1)]).with_row_index("place").with_columns(part=pl.Series(["train", "dev"])).lazy()
    assert pl.concat(list(joined_to_passages(table, Bound(), place="place", part="part"))).height == 2
    assert list(joined_to_passages(table.clear(), Bound(), place="place")) == []


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(["d", "e"]), max_size=12), st.integers(1, 4))
def test_every_sentence_is_in_one_passage_in_order(documents, most):
    rows = [row(number, document) for number, document in enumerate(documents)]
    if rows:
        found = passages(rows, Bound(rows=most))
        assert [number for numbers in found["source_ids"] for number in numbers] == list(range(len(rows)))
        assert found["source_ids"].list.len().max() <= most


def test_a_shuffle_holds_every_row_whatever_fits_into_memory(tmp_path, monkeypatch):
    table = from_rows([row(number) for number in range(40)])
    orders = []
    for name, size in (("whole", 100), ("parts", 7)):
        monkeypatch.setattr(arrangement, "_ROWS", size)
        (tmp_path / name).mkdir()
        paths = shuffled(table.lazy(), 3, tmp_path / name)
        orders.append(pl.concat([pl.read_parquet(path) for path in paths])["id"].to_list())
    assert orders[0] == orders[1] != table["id"].to_list()
    assert sorted(orders[0]) == sorted(table["id"])
    assert shuffled(table.clear().lazy(), 3, tmp_path) == ()
