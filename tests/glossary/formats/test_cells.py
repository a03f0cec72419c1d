"""What people write into one cell."""

from pathlib import Path

from tests.glossary.formats.tables_read import read, shown


def test_several_terms_in_a_cell(tmp_path: Path) -> None:
    text = "vi,en\nxe hơi / ô tô,car\n(phép) cộng,addition; sum\nmã,code (noun)\nhọc máy,machine learning (ML)\n"
    glossary = read(tmp_path, text).glossary
    assert shown(glossary) == [
        ("vi", "preferred", "xe hơi"),
        ("vi", "admitted", "ô tô"),
        ("en", "preferred", "car"),
        ("vi", "preferred", "phép cộng"),
        ("en", "preferred", "addition"),
        ("en", "admitted", "sum"),
        ("vi", "preferred", "mã"),
        ("en", "preferred", "code"),
        ("vi", "preferred", "học máy"),
        ("en", "preferred", "machine learning"),
        ("en", "admitted", "ML"),
    ]
    terms = {term.text: term for concept in glossary for term in concept.terms}
    assert (terms["code"].pos, terms["phép cộng"].forms) == ("noun", ("cộng",))
