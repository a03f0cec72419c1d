"""Entries of a PO file."""

from tests.corpus.formats.po.messages import HEAD, scanned, written


def test_strings_and_layout_of_others() -> None:
    text = 'msgid"a\\303\\x41\\q\\012"\r\n"b"\r\n\r\nmsgstr "c"\r\n#comment\r\nmsgid "d"\nmsgstr "e"\n# the end\n'
    back, _ = scanned(text)
    assert back.select("source", "target").rows() == [("a\xc3A\\q\nb", "c"), ("d", "e")]


def test_obsolete_entries_keep_their_previous_source() -> None:
    text = HEAD + '\n#, fuzzy\n#~| msgid ""\n#~| "old\\n"\n#~ msgid "new"\n#~ msgstr "mới"\n'
    back, _ = scanned(text)
    assert back["status"].to_list() == ["rejected"]
    assert written(back)[0] == text
