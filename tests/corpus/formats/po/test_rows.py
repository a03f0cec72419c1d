"""Rows and entries."""

from songngu.corpus.bitext import from_rows
from tests.corpus.formats.po.messages import HEAD, scanned, written


def test_documents_as_references() -> None:
    names = ["a.txt", "a b.txt", "a:12", "", "a:b", "tab\there"]
    bitext = from_rows({"source": f"s{n}", "target": "t", "document": name} for n, name in enumerate(names))
    text, _ = written(bitext)
    assert scanned(text)[0]["document"].to_list() == names
    assert "#: a.txt\n" in text and "#: a:b\n" in text and text.count("#:") == 2
    isolated = scanned(f'{HEAD}\n#: \u2068a b.txt:4\u2069 c.txt:1\nmsgid "x"\nmsgstr ""\n')[0]
    assert isolated["document"].to_list() == ["a b.txt"]


def test_the_source_language_is_english_where_the_file_does_not_say() -> None:
    entry = '\nmsgid "a"\nmsgstr "b"\n'
    for head, langs in (
        ("Language: vi_VN", ("en", "vi_VN")),
        ("Language: en", ("", "en")),
        ("Language: en\\nX-Source-Language: vi", ("vi", "en")),
        ("Project-Id-Version: x", ("en", "")),
    ):
        back, _ = scanned(f'msgid ""\nmsgstr "{head}\\n"\n{entry}')
        assert back.select("source_lang", "target_lang").row(0) == langs
    langs = ("source", "target", "source_lang")
    assert scanned(entry)[0].select(langs).row(0) == ("a", "b", "en")
    assert scanned(entry, "en", "vi")[0].select(langs).row(0) == ("a", "b", "en")
    assert scanned(entry, "vi", None)[0].select(langs).row(0) == ("b", "a", "")
    assert scanned(entry, "fr", "vi")[0].select(langs).row(0) == ("a", "b", "")


def test_rows_of_several_languages_keep_them() -> None:
    rows = [{"source": s, "target": "x", "source_lang": s, "target_lang": "en\n"} for s in ("vi", "fr")]
    text, _ = written(from_rows(rows))
    assert scanned(text)[0].select("source_lang", "target_lang").rows() == [("vi", "en\n"), ("fr", "en\n")]
