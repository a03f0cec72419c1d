import io

import pytest

from songngu.corpus.bitext import joined
from songngu.corpus.errors import InputError
from songngu.corpus.formats import tsv
from songngu.corpus.formats.reading import Reading


def read(text: str, columns: str, langs: tuple[str | None, str | None] = (None, None)) -> tuple[list[object], Reading]:
    reading = Reading("mined.tsv", langs, columns=tuple(columns.split(",")))
    rows = joined(list(tsv.scan(io.BytesIO(text.encode()), reading)))
    names = [name for name in ("source", "target", "source_lang", "target_lang", "score.score") if name in rows.columns]
    return rows.select(names).rows(), reading


def test_columns_are_named_where_the_table_does_not() -> None:
    rows, _ = read("Bến C:\\new\tA quay\nĐò\tA ferry\n", "vi,en")
    assert rows == [("Bến C:\\new", "A quay", "vi", "en"), ("Đò", "A ferry", "vi", "en")]


def test_a_score_is_kept_and_what_is_not_wanted_left_out() -> None:
    rows, reading = read("1.25\tĐò\tx\tA ferry\n", "score,vi,-,en")
    assert rows == [("Đò", "A ferry", "vi", "en", 1.25)]
    assert reading.notes == []


def test_a_line_that_repeats_the_names_is_no_row() -> None:
    assert read("VI\tEN\nĐò\tA ferry\n", "vi,en")[0] == [("Đò", "A ferry", "vi", "en")]


def test_sides_may_be_named() -> None:
    assert read("A ferry\tĐò\n", "target,source")[0] == [("Đò", "A ferry", "vi", "")]


@pytest.mark.parametrize(
    ("columns", "message"),
    [("vi,en,fr", "no columns vi, en, fr"), ("vi,-", "two columns of texts are to be named")],
)
def test_names_that_do_not_fit(columns: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read("Đò\tA ferry\n", columns)


def test_a_table_without_names_says_how_to_give_them() -> None:
    with pytest.raises(InputError) as error:
        list(tsv.scan(io.BytesIO(b"1\t2\n"), Reading("mined.tsv")))
    assert "--columns" in str(error.value.hint)


def test_only_a_file_of_ours_has_escapes() -> None:
    foreign = "source\ttarget\nC:\\new\\table\t\\d+\\n\n"
    rows = joined(list(tsv.scan(io.BytesIO(foreign.encode()), Reading("a.tsv"))))
    assert rows.select("source", "target").rows() == [("C:\\new\\table", "\\d+\\n")]
    stream = io.BytesIO()
    tsv.write(rows, stream)
    back = joined(list(tsv.scan(io.BytesIO(stream.getvalue()), Reading("a.tsv"))))
    assert back.select("source", "target").rows() == rows.select("source", "target").rows()


@pytest.mark.parametrize("first", ["hai\ttwo", "một\tone"])
def test_words_that_are_tags_of_languages_too_name_no_columns(first: str) -> None:
    text = f"{first}\nhai\ttwo\nba\tin\ncon đò vắng\tthe empty ferry\n"
    rows = joined(list(tsv.scan(io.BytesIO(text.encode()), Reading("a.tsv"))))
    assert ["\t".join(row) for row in rows.select("source", "target").rows()] == text.splitlines()


def test_tags_below_a_title_name_the_columns() -> None:
    text = "Bến đò, chương 1\t\nvi\ten\ncon đò\tthe ferry\n"
    rows = joined(list(tsv.scan(io.BytesIO(text.encode()), Reading("a.tsv"))))
    assert rows.select("source", "target").rows() == [("con đò", "the ferry")]
