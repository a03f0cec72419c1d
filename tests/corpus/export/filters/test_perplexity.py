import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import UsageError
from songngu.corpus.export.filters import all_filters, removed_by, scored, threshold_of

ROWS = [{"source": "mưa mưa", "target": "rain"}, {"source": "nắng.", "target": " "}]


def model(path, word, log):
    path.write_text(
        f"\\data\\\nngram 1=4\n\n\\1-grams:\n-2\t<unk>\n-99\t<s>\n{log}\t{word}\n-1\t</s>\n\\end\\\n", encoding="utf-8"
    )
    return str(path)


def test_each_side_has_the_perplexity_of_its_model(tmp_path):
    vi, en = model(tmp_path / "vi.arpa", "mưa", -1), model(tmp_path / "en.arpa", "rain", -1)
    asked = threshold_of("perplexity", {"source": vi, "target": en, "most": 20}, all_filters({}))
    found = scored(from_rows(ROWS).lazy(), [asked]).with_columns(removed_by([asked])).collect()
    assert found["score.perplexity.source"].to_list() == [10.0, 31.622777]
    assert found["score.perplexity.target"].to_list() == [10.0, None]
    assert found["removed_by"].to_list() == [None, "perplexity"]
    tokens = threshold_of("perplexity:tokens", {"source": vi, "tokenise": True}, all_filters({}))
    found = scored(from_rows(ROWS).lazy(), [tokens]).collect()
    assert found["score.perplexity:tokens.source"].to_list() == [10.0, 46.415888]
    assert found["score.perplexity:tokens.target"].to_list() == [None, None]


def test_a_domain_is_told_from_the_rest(tmp_path):
    own, general = model(tmp_path / "own.arpa", "mưa", -1), model(tmp_path / "general.arpa", "nắng.", -1)
    settings = {"source": own, "source-general": general}
    asked = threshold_of("cross-entropy-difference", settings, all_filters({}))
    scores = scored(from_rows(ROWS).lazy(), [asked]).collect()["score.cross-entropy-difference.source"].to_list()
    assert scores[0] < 0 < scores[1]


@pytest.mark.parametrize(
    ("name", "settings", "reason"),
    [
        ("perplexity", {}, "needs a model"),
        ("perplexity", {"tokenise": True}, "needs a model"),
        ("cross-entropy-difference", {"source": "x"}, "compares two models"),
    ],
)
def test_models_are_to_be_named(name, settings, reason):
    with pytest.raises(UsageError, match=reason):
        threshold_of(name, settings, all_filters({}))


def test_tokens_or_not(tmp_path):
    with pytest.raises(UsageError, match="true or false"):
        threshold_of("perplexity", {"source": model(tmp_path / "a", "a", -1), "tokenise": 1}, all_filters({}))
