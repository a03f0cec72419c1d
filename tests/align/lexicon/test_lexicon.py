from pathlib import Path

import numpy as np
import pytest

from songngu.align.lexicon.lexicon import (
    load_lexicon,
    read_pairs,
    renderings,
    save_lexicon,
    shipped_lexicon,
)
from songngu.align.lexicon.training import train_lexicon
from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.formats import write_bitext
from tests.align.lexicon.sentences import PAIRS


def test_a_saved_lexicon_reads_back(tmp_path: Path) -> None:
    lexicon = train_lexicon(PAIRS, "vi", "en")
    path = tmp_path / "small.npz"
    save_lexicon(lexicon, path)
    first = path.read_bytes()
    save_lexicon(lexicon, path)
    assert path.read_bytes() == first
    again = load_lexicon(path)
    assert again.source.units == lexicon.source.units
    np.testing.assert_allclose(again.forward.toarray(), lexicon.forward.toarray(), rtol=0.02)
    np.testing.assert_allclose(again.backward.toarray(), lexicon.backward.toarray(), rtol=0.02)
    np.testing.assert_array_equal(again.source.df, lexicon.source.df)


def test_a_lexicon_is_turned_to_the_languages_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "small.npz"
    save_lexicon(train_lexicon(PAIRS, "vi", "en"), path)
    assert load_lexicon(path, ("vi", "en")).source.lang == "vi"
    assert load_lexicon(path, ("en", "vi")).source.lang == "en"
    with pytest.raises(UsageError, match="a lexicon for vi-en, not for de-fr"):
        load_lexicon(path, ("de", "fr"))


def test_what_is_no_lexicon_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.npz"
    path.write_bytes(b"PK not a zip")
    with pytest.raises(InputError, match="not a lexicon"):
        load_lexicon(path)
    np.savez(path, version=np.array(99))
    with pytest.raises(InputError, match="another version"):
        load_lexicon(path)
    with pytest.raises(UsageError, match="no such lexicon"):
        load_lexicon(tmp_path / "missing.npz")
    with pytest.raises(UsageError, match="no sentence pairs"):
        train_lexicon([("", "x")], "vi", "en")


def test_the_shipped_lexicon_knows_common_words_both_ways() -> None:
    lexicon = shipped_lexicon("vi", "en")
    assert lexicon is not None
    assert renderings(lexicon, "công ty")[0][0] == "compani"
    assert renderings(lexicon, "chiến tranh")[0][0] == "war"
    turned = shipped_lexicon("en", "vi")
    assert turned is not None
    assert turned.source.units == lexicon.target.units
    assert shipped_lexicon("de", "fr") is None


def test_pairs_are_read_or_the_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "corpus.tsv"
    path.write_text("mèo\tcat\tnote\nchó\tdog\n", encoding="utf-8")
    assert list(read_pairs([path])) == [("mèo", "cat"), ("chó", "dog")]
    path.write_text("mèo\tcat\nchó\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"corpus\.tsv:2: no tab"):
        list(read_pairs([path]))
    path.write_bytes(b"\xff\t\xfe\n")
    with pytest.raises(InputError, match="not UTF-8"):
        list(read_pairs([path]))
    with pytest.raises(InputError, match="missing"):
        list(read_pairs([tmp_path / "missing.tsv"]))


def test_pairs_of_bitexts_are_their_texts(tmp_path: Path) -> None:
    rows = from_rows([{"source": "mèo", "target": "cat"}, {"source": "chó", "target": "x", "status": "rejected"}])
    for name in ("a.tsv", "a.jsonl", "a.parquet", "a.tsv.gz"):
        write_bitext(rows, tmp_path / name)
        assert list(read_pairs([tmp_path / name])) == [("mèo", "cat")]


@pytest.mark.parametrize("spelling", ["lí thuyết", "vật lí", "quản lí", "công ti", "kĩ sư", "ðất nước"])
def test_the_shipped_lexicon_knows_words_in_both_spellings(spelling: str) -> None:
    lexicon = shipped_lexicon("vi", "en")
    assert lexicon
    other = spelling.replace("lí", "lý").replace("ti", "ty").replace("kĩ", "kỹ").replace("ð", "đ")
    assert renderings(lexicon, spelling)[:1] == renderings(lexicon, other)[:1] != []
