from dataclasses import replace
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from ruamel.yaml import YAML

from songngu.corpus.export.card import Facts, card_markdown
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
