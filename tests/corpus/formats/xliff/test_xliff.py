"""Files of XLIFF 1.2."""

import polars as pl
from lxml import etree

from tests.corpus.formats.xliff.files import NS, scanned, written


def test_documents_and_languages_have_their_files(bitext: pl.DataFrame) -> None:
    other = bitext.with_columns(document=pl.lit("khác"), target_lang=pl.lit("fr"))
    unnamed = bitext.with_columns(source_lang=pl.lit("vi_VN"), target_lang=pl.lit(""))
    data, notes = written(pl.concat([bitext, other, unnamed]), "xliff")
    files = etree.fromstring(data).findall(f"{NS}file")
    found = [(file.get("original"), file.get("source-language"), file.get("target-language")) for file in files]
    assert found == [("cho-noi", "vi", "en"), ("khác", "vi", "fr"), ("cho-noi", "vi-VN", None)]
    assert len(notes) == 1 and "do not name both languages" in notes[0]
    data, notes = written(pl.concat([bitext, other]), "xliff2")
    root = etree.fromstring(data)
    assert (root.get("srcLang"), root.get("trgLang")) == ("und", "und")
    assert notes == ["rows of several pairs of languages, which only songngu will tell apart"]
    assert scanned(data)[0]["target_lang"].unique().sort().to_list() == ["en", "fr"]
