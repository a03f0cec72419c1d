"""Files of XLIFF 2.1."""

import polars as pl
from lxml import etree

from tests.corpus.formats.xliff.files import MDA, NS2, written


def test_the_structure_of_2_1(bitext: pl.DataFrame) -> None:
    root = etree.fromstring(written(bitext, "xliff2")[0])
    assert (root.tag, root.get("version"), root.get("srcLang"), root.get("trgLang")) == (
        f"{NS2}xliff",
        "2.1",
        "vi",
        "en",
    )
    (file,) = root
    assert (file.get("id"), file.get("original")) == ("f1", "cho-noi")
    order = [f"{MDA}metadata", f"{NS2}notes", f"{NS2}segment"]
    for unit in file:
        tags = [child.tag for child in unit]
        assert tags == sorted(tags, key=order.index) and tags[-1] == order[-1]
        assert [child.tag for child in unit[-1]] in ([f"{NS2}source"], [f"{NS2}source", f"{NS2}target"])
    assert [unit[-1].get("state") for unit in file][3:5] == ["translated", "final"]
