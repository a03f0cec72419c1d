import pytest

from songngu.corpus.errors import UsageError
from songngu.corpus.export.places import Output, beside, outputs_of


@pytest.mark.parametrize(
    ("path", "name", "suffix", "expected"),
    [
        ("build/corpus.tmx", "train", None, "build/corpus.train.tmx"),
        ("corpus.v1.tmx.gz", "dev", None, "corpus.v1.dev.tmx.gz"),
        ("corpus", "test", None, "corpus.test"),
        ("a/corpus.parquet", "removed", ".jsonl", "a/corpus.removed.jsonl"),
    ],
)
def test_a_file_beside_another(path: str, name: str, suffix: str | None, expected: str) -> None:
    assert beside(path, name, suffix) == expected


def test_parts_of_a_split() -> None:
    assert outputs_of(["a.tmx"], None, ()) == [Output("a.tmx", "tmx", "a.tmx")]
    assert outputs_of(["a.tmx"], None, ("train", "dev")) == [
        Output("a.train.tmx", "tmx", "a.tmx", "train"),
        Output("a.dev.tmx", "tmx", "a.tmx", "dev"),
    ]
    with pytest.raises(UsageError, match="standard output cannot hold"):
        outputs_of(["-"], "tsv", ("train", "dev"))
