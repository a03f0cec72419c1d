import gzip
import sys
from contextlib import suppress
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.errors import InputError, SongnguError, UsageError
from songngu.corpus.language.ngrams import load_perplexity, read_arpa

ARPA = """made by hand

\\data\\
ngram 1=4
ngram 2=2

\\1-grams:
-1.0\t<unk>
-99\t<s>\t-0.5
-0.5\tmưa\t-0.25
-0.75\t</s>

\\2-grams:
-0.125\t<s> mưa
-0.25\tmưa mưa

\\end\\
"""


@pytest.fixture
def model(tmp_path):
    path = tmp_path / "vi.arpa"
    path.write_text(ARPA, encoding="utf-8")
    return path


def test_words_are_backed_off_to_shorter_histories(model):
    perplexity = load_perplexity(model)
    assert perplexity(["mưa"]) == pytest.approx(10 ** ((0.125 + 0.25 + 0.75) / 2))
    assert perplexity(["mưa", "mưa"]) == pytest.approx(10 ** ((0.125 + 0.25 + 0.25 + 0.75) / 3))
    assert perplexity(["nắng"]) == pytest.approx(10 ** ((0.5 + 1.0 + 0.75) / 2))


def test_a_compressed_model_is_the_same(model, tmp_path):
    packed = tmp_path / "vi.arpa.gz"
    packed.write_bytes(gzip.compress(model.read_bytes()))
    assert load_perplexity(packed)(["mưa"]) == load_perplexity(model)(["mưa"])
    packed.write_bytes(packed.read_bytes()[:40])
    with pytest.raises(InputError, match="cannot be read"):
        load_perplexity(packed)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("hello\n", "no \\\\end"),
        ("\\data\\\n\\end\\\n", "no n-grams"),
        (ARPA.replace("-0.5\tmưa\t-0.25", "x\tmưa"), "vi.arpa:10: not a 1-gram"),
        (ARPA.replace("-0.125\t<s> mưa", "-0.125\tmưa"), "vi.arpa:14: not a 2-gram"),
        (ARPA.replace("-0.25\tmưa mưa", "nan\tmưa mưa"), "vi.arpa:15: not a 2-gram"),
    ],
)
def test_what_is_no_model_is_told_with_its_line(model, text, reason):
    model.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=reason):
        load_perplexity(model)


def test_a_missing_file_and_bytes_that_are_no_text(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        load_perplexity(tmp_path / "none.arpa")
    (tmp_path / "odd.arpa").write_bytes(b"\\data\\\nngram 1=1\n\\1-grams:\n-1 \xff\n\\end\\\n")
    with pytest.raises(InputError, match=r"odd.arpa:4: not UTF-8"):
        load_perplexity(tmp_path / "odd.arpa")


def test_binary_models_need_their_package(tmp_path, monkeypatch):
    path = tmp_path / "vi.bin"
    path.write_bytes(b"mmap lm http://kheafield.com/code format version 5\n\0")
    monkeypatch.setitem(sys.modules, "kenlm", None)
    with pytest.raises(UsageError, match="needs its package"):
        load_perplexity(path)
    monkeypatch.setitem(sys.modules, "kenlm", SimpleNamespace(Model=lambda path: SimpleNamespace(perplexity=len)))
    assert load_perplexity(path)(["a", "bc"]) == 4


@given(st.binary(max_size=200))
def test_any_bytes_are_a_model_or_an_error(data):
    with suppress(SongnguError):
        read_arpa(data.splitlines(keepends=True), "x")
