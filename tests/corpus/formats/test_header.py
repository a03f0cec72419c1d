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
    _, reading = read("Đò\tA ferry\tweb\n", "vi,en,domain")
    assert reading.notes == ["columns that a bitext does not have are left out: domain"]


def test_a_line_that_repeats_the_names_is_no_row() -> None:
    assert read("VI\tEN\nĐò\tA ferry\n", "vi,en")[0] == [("Đò", "A ferry", "vi", "en")]


def test_the_languages_asked_for_turn_the_table() -> None:
    assert read("Đò\tA ferry\n", "vi,en", ("en", "vi"))[0] == [("A ferry", "Đò", "en", "vi")]
    assert read("Đò\tA ferry\n", "source,target", ("vi", "en"))[0] == [("Đò", "A ferry", "", "")]


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ("vi,en,fr", "mined.tsv:1: 2 columns, and 3 are named: vi, en, fr"),
        ("vi,vi", "two columns have the same name, 'vi'"),
        ("text,other", "no columns source and target"),
    ],
)
def test_names_that_do_not_fit(columns: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read("Đò\tA ferry\n", columns)


def test_a_table_without_names_says_how_to_give_them() -> None:
    with pytest.raises(InputError) as error:
        list(tsv.scan(io.BytesIO("Đò\tA ferry\n".encode()), Reading("mined.tsv")))
    assert "--columns vi,en" in str(error.value.hint)


def test_only_a_file_of_ours_has_escapes() -> None:
    foreign = "source\ttarget\nC:\\new\\table\t\\d+\\n\n"
    rows = joined(list(tsv.scan(io.BytesIO(foreign.encode()), Reading("a.tsv"))))
    assert rows.select("source", "target").rows() == [("C:\\new\\table", "\\d+\\n")]
    stream = io.BytesIO()
    tsv.write(rows, stream)
    back = joined(list(tsv.scan(io.BytesIO(stream.getvalue()), Reading("a.tsv"))))
    assert back.select("source", "target").rows() == rows.select("source", "target").rows()
