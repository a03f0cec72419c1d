import csv
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

from songngu.corpus.export.card import Facts, File, card_markdown
from songngu.corpus.export.card.markdown import _yaml, size_category

from .conftest import facts_of, table


def front_matter(card: str) -> dict[str, object]:
    loaded = YAML(typ="safe").load(StringIO(card.split("---\n")[1]))
    assert isinstance(loaded, dict)
    return loaded


def test_languages_that_are_not_told(counted: Facts) -> None:
    card = card_markdown(replace(counted, languages=("", ""), document_count=1))
    assert "Source-Target sentence pairs: " in card
    assert " of 1 document, made by" in card
    assert "| part | rows | documents | words source | words target |" in card


def test_front_matter_is_that_of_a_data_set(counted: Facts) -> None:
    assert front_matter(card_markdown(counted)) == {
        "language": ["vi", "en"],
        "license": ["cc-by-sa-4.0", "other"],
        "license_name": "Giấy phép riêng",
        "task_categories": ["translation"],
        "size_categories": ["n<1K"],
        "pretty_name": "Thử <nghiệm> & *sao*",
        "configs": [
            {
                "config_name": "default",
                "data_files": [
                    {"split": "train", "path": ["train.parquet"]},
                    {"split": "dev", "path": ["dev.parquet"]},
                    {"split": "test", "path": ["test.parquet"]},
                ],
            }
        ],
    }
    bare = front_matter(card_markdown(facts_of(table().clear())))
    assert bare["license"] == "unknown"
    assert "configs" not in bare


def written(*paths: str) -> tuple[File, ...]:
    """Return the files of outputs that have the name before the slash."""
    return tuple(File(path, "", 1, 1, output=path.partition("/")[0]) for path in paths)


def loaded(counted: Facts, *paths: str) -> dict[str, object]:
    found = front_matter(card_markdown(replace(counted, outputs=written(*paths))))["configs"]
    assert isinstance(found, list) and len(found) == 1
    return dict(found[0])


def test_no_row_is_loaded_twice_where_there_are_several_outputs(counted: Facts) -> None:
    found = loaded(counted, "a.tsv", "b.parquet/0.parquet", "b.parquet/1.parquet", "c.hf/data/train-0.parquet")
    assert found["data_files"] == [{"split": "train", "path": ["b.parquet/0.parquet", "b.parquet/1.parquet"]}]
    assert "sep" not in found


@pytest.mark.parametrize("path", ["a.tsv", "a.tsv.gz"])
def test_tables_are_loaded_as_they_were_written(counted: Facts, path: str) -> None:
    """Texts such as NA are texts, and a quote in TSV opens nothing."""
    found = loaded(counted, path)
    assert found.pop("data_files") == [{"split": "train", "path": [path]}]
    assert found == {
        "config_name": "default",
        "sep": "\t",
        "quoting": csv.QUOTE_NONE,
        "keep_default_na": False,
        "na_values": "",
    }


def test_the_card_says_what_was_done(counted: Facts) -> None:
    card = card_markdown(counted)
    html = MarkdownIt("commonmark").enable("table").render(card.split("---\n", 2)[2])
    assert "<h1>Thử &lt;nghiệm&gt; &amp; *sao*</h1>" in html
    assert '<td>length</td>\n<td style="text-align:right">5</td>' in html
    assert "<li>dev has 2 rows instead of 1</li>" in html
    assert "12 rows of 3 documents" in html
    assert '"b": [' in card
    assert " on 2026-11-23" not in card
    assert card == card_markdown(counted)


def test_size_categories() -> None:
    assert [size_category(rows) for rows in (0, 999, 1000, 5_000_000, 2 * 10**9)] == [
        "n<1K", "n<1K", "1K<n<10K", "1M<n<10M", "n>1B"
    ]  # fmt: skip


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"])) | st.sampled_from(["no", "yes", "1", "vi"])
)
def test_scalars_come_back(text: str) -> None:
    assert YAML(typ="safe").load(f"a: {_yaml(text)}\n") == {"a": text}
