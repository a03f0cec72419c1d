"""The formats of glossaries."""

from pathlib import Path

import pytest

from songngu.corpus.errors import UsageError
from songngu.glossary.formats import format_of, formats, read_glossary


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.csv", "mực,ink\nmực,dye\n,\ngiấy,\n", [("mực", "ink")]),
        ("b.csv", "source,target\nmực,ink\n", [("mực", "ink")]),
        ("c.csv", "mực;ink;fluid\n", [("mực", "ink")]),
        ("d.csv", "vi,en,description\nmực,ink,fluid\n,,\n,,x\n", [("mực", "ink")]),
        ("e.csv", "source,target,source_lang,target_lang\nmực,ink,VI,EN\n", [("mực", "ink")]),
        ("f.tsv", "vi\ten\nmực\tink\n", [("mực", "ink")]),
        ("g.tsv", "mực\tink\tvi\ten\t3\n", [("mực", "ink")]),
        ("h.txt", "#UTX 1.20; vi/en;\n#src\ttgt\nmực\tink\n", [("mực", "ink")]),
        ("i.txt", "# a comment\n\nmực\tink\tfluid\n", [("mực", "ink")]),
        (
            "j.csv",
            "Entry_ID,Vietnamese,Term_Info,English,Term_Info\n1,mực,CaseSense;Exact;X,ink,Forbidden\n2,,,,\n",
            [("mực", None)],
        ),
    ],
)
def test_files_are_told_by_what_they_hold(
    name: str, text: str, expected: list[tuple[str, str]], tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    glossary = read_glossary(path)
    assert [(concept.preferred("vi"), concept.preferred("en")) for concept in glossary] == expected


def test_formats_are_chosen() -> None:
    assert format_of(Path("a.TBX")).name == "tbx"
    with pytest.raises(UsageError, match=r"no glossary format for 'a\.pdf'"):
        format_of(Path("a.pdf"))
    with pytest.raises(UsageError) as caught:
        format_of(Path("a"), "memo")
    assert "memoq" in (caught.value.hint or "")
    with pytest.raises(UsageError) as caught:
        format_of(Path("a"), "zzzz")
    assert "known are yaml" in (caught.value.hint or "")
    assert len(formats()) == 13
