import sys
from types import SimpleNamespace

import pytest

from songngu.corpus.bitext import from_rows
from songngu.corpus.errors import UsageError
from songngu.corpus.export.filters import all_filters, scored, threshold_of
from songngu.corpus.language import identifiers
from songngu.corpus.language.identifiers import load_identifier, probability_of


@pytest.fixture(autouse=True)
def fresh():
    identifiers._loaded.cache_clear()
    yield
    identifiers._loaded.cache_clear()


def test_a_text_that_is_told_to_be_in_another_language_has_what_is_left():
    assert probability_of("vi", ("vie_Latn", 0.75)) == 0.75
    assert probability_of("vi", ("eng_Latn", 0.75)) == 0.25
    assert probability_of("zh", ("yue", 0.75)) == 0.75
    assert probability_of("vi", ("", 0.0)) is None


def test_fasttext_labels_are_languages(tmp_path, monkeypatch):
    path = tmp_path / "lid.bin"
    inner = SimpleNamespace(predict=lambda text, *_: [(1.00001, "__label__vie_Latn")] if "đ" in text else [])
    fake = SimpleNamespace(load_model=lambda path: SimpleNamespace(f=inner))
    monkeypatch.setitem(sys.modules, "fasttext", fake)
    with pytest.raises(UsageError, match="no model of fastText"):
        load_identifier("fasttext", {"model": str(path)})
    with pytest.raises(UsageError, match="missing a required argument: 'model'"):
        load_identifier("fasttext", {})
    path.write_bytes(b"x")
    assert load_identifier("fasttext", {"model": str(path)})(["đi\nđâu", "?"]) == [("vie_Latn", 1.0), ("", 0.0)]
    monkeypatch.setattr(fake, "load_model", int)
    identifiers._loaded.cache_clear()
    with pytest.raises(UsageError, match="is no model of fastText"):
        load_identifier("fasttext", {"model": str(path)})


def test_lingua_and_cld3_bring_their_models(monkeypatch):
    value = SimpleNamespace(language=SimpleNamespace(iso_code_639_1=SimpleNamespace(name="VI")), value=0.9)
    detector = SimpleNamespace(compute_language_confidence_values_in_parallel=lambda texts: [[value] for _ in texts])
    builder = SimpleNamespace(from_all_languages=lambda: SimpleNamespace(build=lambda: detector))
    monkeypatch.setitem(sys.modules, "lingua", SimpleNamespace(LanguageDetectorBuilder=builder))
    assert load_identifier("lingua", {})(["a"]) == [("vi", 0.9)]
    found = SimpleNamespace(FindLanguage=lambda text: SimpleNamespace(language="en", probability=0.5))
    monkeypatch.setitem(sys.modules, "gcld3", SimpleNamespace(NNetLanguageIdentifier=lambda **_: found))
    assert load_identifier("cld3", {})(["a", "b"]) == [("en", 0.5)] * 2


@pytest.mark.parametrize(("name", "module"), [("lingua", "lingua"), ("cld3", "gcld3")])
def test_a_package_that_is_not_there_is_named(name, module, monkeypatch):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError, match="needs the package") as caught:
        load_identifier(name, {})
    assert "pip install" in str(caught.value.hint)


def test_the_filter_language_asks_the_identifier_that_is_named(monkeypatch):
    told = {"Mưa": ("vi", 0.9), "Rain": ("en", 0.8), "Regen": ("de", 0.8)}
    found = SimpleNamespace(
        FindLanguage=lambda text: SimpleNamespace(language=told[text][0], probability=told[text][1])
    )
    monkeypatch.setitem(sys.modules, "gcld3", SimpleNamespace(NNetLanguageIdentifier=lambda **_: found))
    rows = [
        {"source": "Mưa", "target": target, "source_lang": "vi", "target_lang": "en"}
        for target in ("Rain", "Regen", "12")
    ]
    rows.append({"source": "Mưa", "target": "Rain"})
    asked = threshold_of("language", {"by": "cld3", "least": 0.5}, all_filters({}))
    assert scored(from_rows(rows).lazy(), [asked]).collect()["score.language"].to_list() == [0.8, 0.2, 0.9, None]
    assert asked.recorded() == {"least": 0.5, "most": None, "by": "cld3"}
    with pytest.raises(UsageError, match="a model needs what reads it"):
        threshold_of("language", {"model": "x"}, all_filters({}))
    assert threshold_of("language", 0.7, all_filters({})).least == 0.7
