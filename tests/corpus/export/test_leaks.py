import random
from pathlib import Path

import polars as pl
import pytest

from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.export import held_texts, text_index
from songngu.corpus.export.leaks import SCHEMA, HeldOut, find_leaks, leaking_rows

WORDS = ["bến", "đò", "vắng", "khách", "cây", "cầu", "mới", "sông", "người", "lái", "già", "chợ", "quê", "mưa", "gió"]
VI = "Bến đò vắng khách từ khi cây cầu mới bắc qua sông."
EN = "The ferry has had no guests since the new bridge was built."


def table(folder: Path, rows: list[tuple[str | None, str | None]], name: str = "corpus") -> Path:
    path = folder / f"{name}.parquet"
    pl.DataFrame(rows, schema={"source": pl.Utf8, "target": pl.Utf8}, orient="row").write_parquet(path)
    return path


def held(name: str, *texts: tuple[str | None, str | None]) -> HeldOut:
    rows = list(texts)
    return HeldOut(name, pl.LazyFrame(rows, schema={"source": pl.Utf8, "target": pl.Utf8}, orient="row"))


def test_each_kind_of_leak_is_told_with_both_texts(tmp_path: Path) -> None:
    other = "Một câu khác hẳn, chẳng dính dáng gì."
    edited = EN.replace("guests", "guest")
    rows = [(VI, other), (VI.upper(), other), (VI[:-1] + " …", other), (other, edited), (other, None), ("…", "")]
    found = find_leaks(table(tmp_path, rows), [held("nhà", ("x", "y"), (VI, EN)), held("khác", (None, VI))])
    assert found.schema == SCHEMA
    similarity = round(1 - 1 / (len(EN) - 1 + len(edited) - 1), 6)
    wanted = [
        (0, "source", "khác", 0, "exact", 1.0, False, False, VI, VI),
        (0, "source", "nhà", 1, "exact", 1.0, False, False, VI, VI),
        (1, "source", "khác", 0, "cased", 1.0, False, False, rows[1][0], VI),
        (1, "source", "nhà", 1, "cased", 1.0, False, False, rows[1][0], VI),
        (2, "source", "khác", 0, "punctuated", 1.0, False, False, rows[2][0], VI),
        (2, "source", "nhà", 1, "punctuated", 1.0, False, False, rows[2][0], VI),
        (3, "target", "nhà", 1, "edited", similarity, False, False, edited, EN),
    ]
    assert found.rows() == wanted
    assert leaking_rows(found).to_list() == [0, 1, 2, 3]


def test_short_lines_are_told_apart(tmp_path: Path) -> None:
    path = table(tmp_path, [("Chương 3", "Chapter 3"), ("chương ba", EN), ("CHƯƠNG 3!", "Chapter three")])
    found = find_leaks(path, [held("test", ("Chương 3", "Chapter 3"))])
    assert found.select("row", "side", "kind", "short").rows() == [
        (0, "source", "exact", True),
        (0, "target", "exact", True),
        (2, "source", "punctuated", True),
    ]
    assert leaking_rows(found).is_empty()
    assert leaking_rows(find_leaks(path, [held("test", ("Chương 3", "x"))], min_words=2)).to_list() == [0, 2]


def test_the_nearest_text_of_a_set_is_told(tmp_path: Path) -> None:
    near = VI.replace("cầu mới", "cầu lớn")
    found = find_leaks(table(tmp_path, [(VI, "x")]), [held("test", (near, "a"), (VI.title(), "b"), (VI, "c"))])
    assert found.select("set_row", "kind").rows() == [(2, "exact")]


def drawn(count: int, seed: int) -> list[str]:
    rng = random.Random(seed)
    return [" ".join(f"{word}{rng.randrange(40)}" for word in rng.choices(WORDS, k=14)) for _ in range(count)]


def test_edited_lines_are_found_and_others_are_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = drawn(300, 1)
    copies = [" ".join([*text.split()[:-1], "khác"]) for text in texts[:100]]
    path = table(tmp_path, [(text, None) for text in (*drawn(300, 2), *copies)])
    test = HeldOut("test", pl.LazyFrame({"source": texts}))
    found = find_leaks(path, [test])
    assert found.select("row", "set_row", "kind").rows() == [(300 + i, i, "edited") for i in range(100)]
    monkeypatch.setattr(text_index, "_HITS", 10)
    assert find_leaks(path, [test]).equals(found)


def test_what_is_told_does_not_depend_on_how_many_texts_are_held_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = drawn(40, 3)
    edited = [[" ".join([*text.split()[:-end], "khác"]) for text in texts] for end in (1, 2)]
    path = table(tmp_path, [(text, text.upper()) for text in texts[::-1]])
    sets = [held("a", *zip(edited[1], edited[0], strict=True)), held("b", *zip(edited[0], texts, strict=True))]
    whole = find_leaks(path, sets)
    assert whole.filter(set="a")["kind"].to_list() == ["edited"] * 80 and whole.filter(set="b")["kind"].n_unique() == 2
    monkeypatch.setattr(held_texts, "INDEXED", 7)
    assert find_leaks(path, sets).equals(whole)


def test_nothing_to_compare(tmp_path: Path) -> None:
    path = table(tmp_path, [(VI, EN)])
    assert find_leaks(path, []).is_empty()
    assert find_leaks(path, [held("test", ("…", None))]).is_empty()
    assert find_leaks(table(tmp_path, [], "empty"), [held("test", (VI, EN))]).is_empty()
    with pytest.raises(UsageError, match="out of range"):
        find_leaks(path, [], similarity=0)
    wrong = tmp_path / "wrong.parquet"
    pl.DataFrame({"source": ["a"]}).write_parquet(wrong)
    with pytest.raises(InputError, match="target"):
        find_leaks(wrong, [held("test", (VI, EN))])


OTHERS = ("We came down to the water before the sun was up.", "Nobody in the village had slept much that night.")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{OTHERS[0]} {EN} {OTHERS[1]}", "exact"),
        (f"{OTHERS[0]}\n{EN.upper()}", "cased"),
        (f"{EN} {OTHERS[1]}", "exact"),
        (f"{OTHERS[0]} {EN.replace('guests', 'guest')} {OTHERS[1]}", "edited"),
    ],
)
def test_a_sentence_is_found_among_others_on_either_side(tmp_path: Path, text: str, kind: str) -> None:
    for number, (row, set_text) in enumerate([(text, EN), (EN, text)]):
        found = find_leaks(table(tmp_path, [("x", row)], str(number)), [held("test", ("y", set_text))])
        assert found.select("kind", "contained", "short").rows() == [(kind, True, False)]


def test_a_text_of_short_sentences_is_found_among_others(tmp_path: Path) -> None:
    text = "Thank you. Thank you very much."
    path = table(tmp_path, [(f"{OTHERS[0]} {text} {OTHERS[1]}", "Chương 3. Và thế là hết chuyện ở đây.")])
    found = find_leaks(path, [held("test", (text, "Chương 3."))])
    assert found.select("side", "kind", "contained", "text").rows() == [("source", "exact", True, text)]


def test_an_abbreviation_ends_no_sentence_that_is_searched(tmp_path: Path) -> None:
    vi = "Đoàn tàu đến TP. Hồ Chí Minh lúc tám giờ sáng."
    path = table(
        tmp_path, [(f"Chúng tôi đi từ đêm hôm trước. {vi} Trời mưa.", "Am 3. Mai kamen wir dort an. Es regnete.")]
    )
    found = find_leaks(path, [held("test", (vi, "Am 3. Mai kamen wir dort an."))])
    assert found.select("side", "text").rows() == [("source", vi), ("target", "Am 3. Mai kamen wir dort an.")]


def test_which_side_is_searched_for_does_not_matter(tmp_path: Path) -> None:
    rng = random.Random(5)
    texts = [" ".join(rng.choices(WORDS, k=rng.randrange(2, 9))) for _ in range(120)]
    others = [
        " ".join(rng.choice((word, word, word, f"{word}s", "")) for word in text.split()).strip() for text in texts
    ]

    def pairs(corpus: list[str], test: list[str]) -> set[tuple[str, str]]:
        path = table(tmp_path, [(text, None) for text in corpus])
        sets = [HeldOut(str(number), pl.LazyFrame({"source": [text]})) for number, text in enumerate(test)]
        return {(corpus[row], test[int(name)]) for row, name in find_leaks(path, sets).select("row", "set").rows()}

    found = pairs(texts, others)
    assert len(found) > 40
    assert {(one, other) for other, one in pairs(others, texts)} == found


def test_a_line_that_no_sentence_ends_with_is_found_among_others(tmp_path: Path) -> None:
    line = "the old ferry house on the far bank"
    texts = [
        f"He never came back to {line} after that. It rained.",
        f"So it was. {line.title()} they sold at last, too.",
    ]
    for number, text in enumerate(texts):
        kind = ("exact", "cased")[number]
        for row, set_text in ((text, line), (line, text)):
            path = table(tmp_path, [(row, None)])
            found = find_leaks(path, [held("test", (set_text, None))])
            assert found.select("kind", "contained", "similarity").rows() == [(kind, True, 1.0)]
