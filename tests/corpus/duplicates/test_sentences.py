import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.duplicates import sentences
from songngu.corpus.duplicates.sentences import SCHEMA, repeated_texts, repeats_frame
from songngu.corpus.errors import UsageError
from tests.corpus.duplicates.sentences_alike import alike, texts_of


def told(texts: list[str], **options: float) -> dict[int, tuple[int, str, float]]:
    return {row: rest for row, *rest in map(tuple, repeats_frame(texts, **options).rows())}  # type: ignore[arg-type,misc]


def test_what_repeats_is_told_with_its_kind() -> None:
    line = "Bến đò vắng khách từ khi cây cầu mới bắc qua sông"
    texts = [line, "…", line, line.upper() + "!", line.replace("vắng", "đông"), "Chợ quê", "chợ quê.", "…", ""]
    found = repeats_frame(texts, similarity=0.5)
    assert found.schema == SCHEMA
    assert found.rows() == [
        (2, 0, "exact", 1.0),
        (3, 0, "normalised", 1.0),
        (4, 0, "near", pytest.approx(alike(line, texts[4]), abs=1e-6)),
        (6, 5, "normalised", 1.0),
    ]


def test_nothing_in_nothing_out() -> None:
    for texts in ([], [""], ["…", "…"], ["một"]):
        assert repeats_frame(texts).is_empty()


def test_options_out_of_range() -> None:
    with pytest.raises(UsageError, match="out of range"):
        repeats_frame(["a"], similarity=0)
    with pytest.raises(UsageError, match="63 MB"):
        list(repeated_texts([["a"]], memory=63))


def test_only_what_repeats_a_reference() -> None:
    test = ["Người lái đò già ngồi đợi khách bên bến sông vắng", "Chợ quê họp sớm"]
    near = test[0].replace("già", "trẻ")
    training = ["Khác", "Khác", near, near, "chợ quê họp sớm", test[0]]
    found = told([*test, *training], references=2, similarity=0.5)
    assert {row: repeats for row, (repeats, _, _) in found.items()} == {4: 0, 5: 0, 6: 1, 7: 0}
    assert [found[row][1] for row in (4, 5, 6, 7)] == ["near", "near", "normalised", "exact"]


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("similarity", [0.3, 0.6, 0.9, 1.0])
def test_it_finds_what_trying_all_pairs_finds(seed: int, similarity: float) -> None:
    texts = texts_of(seed, 60)
    expected = {}
    for i, text in enumerate(texts):
        same = [j for j in range(i) if texts[j] == text]
        near = [j for j in range(i) if alike(texts[j], text) >= similarity - 1e-9]
        if same or near:
            expected[i] = same[0] if same else near[0]
    found = told(texts, similarity=similarity)
    # Of several earlier ones that are alike, a representative of its equals is told: always the first of them.
    assert found.keys() == expected.keys()
    for row, (repeats, kind, value) in found.items():
        assert repeats < row
        assert value == pytest.approx(alike(texts[row], texts[repeats]), abs=1e-6)
        assert value >= similarity - 1e-6
        assert (kind == "near") == (texts[row] != texts[repeats])
        assert texts[row] == texts[repeats] or repeats == expected[row]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.text(st.sampled_from("aăâbcdđ ,.\n\u0301中❤"), max_size=30), max_size=40))
def test_any_texts_have_a_result(texts: list[str]) -> None:
    found = repeats_frame(texts)
    assert found["row"].is_sorted()
    assert (found["repeats"] < found["row"]).all()
    assert found["row"].is_unique().all()
    assert found["similarity"].is_between(0.6, 1).all()
    assert found.equals(repeats_frame(texts))


def test_blocks_and_partitions_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = texts_of(9, 400)
    whole = repeats_frame(texts)
    monkeypatch.setattr(sentences, "BATCH", 32)
    monkeypatch.setattr(sentences, "_ROW", 1 << 21)
    monkeypatch.setattr(sentences, "_ENTRY", 1 << 17)
    monkeypatch.setattr(sentences, "_PAIRS", 7)
    small = pl.concat([SCHEMA.to_frame(), *repeated_texts([texts[:150], [], texts[150:]], memory=64)])
    assert small.equals(whole)


def test_equal_lines_are_told_in_linear_time() -> None:
    found = repeats_frame(["một dòng lặp lại mãi không thôi"] * 50_000)
    assert found["repeats"].unique().to_list() == [0]
    assert len(found) == 49_999


def test_a_line_of_one_character() -> None:
    assert repeats_frame(["a" * 300_000, "b" * 300_000, "a" * 300_000]).rows() == [(2, 0, "exact", 1.0)]
    assert repeats_frame(["a " * 200_000, "a " * 200_001]).row(0) == (1, 0, "near", 1.0)
