import polars as pl
import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import UsageError
from songngu.corpus.export.texts import TextForm, check_form, schema_of, texts_of, write_texts

ROWS = from_rows(
    [
        {"id": f"{number}", "source": f"Mưa {{{number}}}", "target": "Rain", "source_lang": "vi", "target_lang": "en"}
        for number in range(8)
    ]
)


def texts(form):
    return pl.concat(list(texts_of(ROWS.lazy(), form)))


def test_a_row_is_a_conversation():
    form = TextForm("chat", ("{source} → {target_language}?",), system="You know {source_language}.")
    assert texts(form)["messages"][0].to_list() == [
        {"role": "system", "content": "You know Vietnamese."},
        {"role": "user", "content": "Mưa {0} → English?"},
        {"role": "assistant", "content": "Rain"},
    ]
    assert texts(TextForm("chat"))["messages"][0][0]["content"] == "Translate from Vietnamese to English: Mưa {0}"


def test_templates_are_chosen_by_the_id_and_the_seed():
    forms = [TextForm("chat", ("A {source}", "B {source}"), seed=seed) for seed in (0, 0, 1)]
    asked = [[each[0]["content"][0] for each in texts(form)["messages"]] for form in forms]
    assert asked[0] == asked[1] != asked[2]
    assert set(asked[0]) == {"A", "B"}


def test_instructions_have_an_input_where_they_do_not_hold_it():
    plain, whole = texts(TextForm("instructions")), texts(TextForm("instructions", ("{source}?",), both=True))
    assert plain.row(0)[1:] == ("Translate from Vietnamese to English.", "Mưa {0}", "Rain")
    assert whole.height == 16
    assert whole.row(1) == ("0-turned", "Rain?", "", "Mưa {0}")


@pytest.mark.parametrize(
    ("form", "reason"),
    [
        (TextForm("chatt"), "no form of texts"),
        (TextForm("chat", ("{sorce}",)), "a field"),
        (TextForm("chat", ("{source.upper}",)), "a field"),
        (TextForm("chat", ("{source!r}",)), "a field"),
        (TextForm("chat", ("{source:>10}",)), "a field"),
        (TextForm("chat", ("{}",)), "a field"),
        (TextForm("chat", ("{source",)), "is none"),
        (TextForm("chat", answer="yes"), "no template has the"),
        (TextForm("chat", ("{source}", "Hello")), "'Hello' does not ask for the"),
    ],
)
def test_what_is_no_template_is_told(form, reason):
    with pytest.raises(UsageError, match=reason):
        check_form(form)
    check_form(TextForm("chat", ("{{}} {source}",)))


@pytest.mark.parametrize("name", ["texts.jsonl", "texts.parquet", "texts.jsonl.gz"])
def test_texts_are_written(tmp_path, name):
    form = TextForm("chat")
    path = tmp_path / name
    assert write_texts(ROWS.lazy(), form, str(path), "parquet" if "parquet" in name else "jsonl", tmp_path) == 8
    found = pl.read_parquet(path) if "parquet" in name else pl.read_ndjson(path)
    assert found["messages"].to_list() == texts(form)["messages"].to_list()


def test_no_texts_have_columns_too(tmp_path):
    form = TextForm("instructions")
    assert write_texts(ROWS.clear().lazy(), form, str(tmp_path / "a.parquet"), "parquet", tmp_path) == 0
    assert list(pl.read_parquet_schema(tmp_path / "a.parquet")) == list(schema_of(form))


def test_texts_are_loaded_as_a_data_set(tmp_path, monkeypatch):
    datasets = pytest.importorskip("datasets", reason="datasets is not installed")
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    path = tmp_path / "chat.jsonl"
    write_texts(ROWS.lazy(), TextForm("chat"), str(path), "jsonl", tmp_path)
    loaded = datasets.load_dataset("json", data_files=str(path), split="train", cache_dir=str(tmp_path / "cache"))
    assert loaded.num_rows == 8
    assert [turn["role"] for turn in loaded[0]["messages"]] == ["user", "assistant"]
