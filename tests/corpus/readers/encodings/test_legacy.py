"""Legacy encodings: every syllable comes back, every character leads to the file, and each encoding is told."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.align.lexicon.lexicon import shipped_lexicon
from songngu.corpus import read_document, read_presplit
from songngu.corpus.document import MappedText, Span
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.language.syllables import is_syllable
from songngu.corpus.readers.encodings.legacy import ENCODINGS, compose, convert, find_encoding, is_text_codec
from tests.corpus.readers.encodings.codes import (
    CAPITALS,
    LETTERS,
    TEXT,
    encoder,
    plain,
)


def decoded(name: str, data: bytes) -> MappedText:
    return ENCODINGS[name].view(data.decode(ENCODINGS[name].codec))


@pytest.mark.parametrize("name", ENCODINGS)
def test_every_letter_has_a_code(name: str) -> None:
    # TCVN3 writes a capital with a tone as the small letter in a font of capitals.
    letters = [*LETTERS, *"ĂÂÊÔƠƯĐ"] if name == "tcvn3" else [*LETTERS, *CAPITALS]
    for letter in letters:
        assert decoded(name, encoder(name)(letter)).text == letter


@pytest.mark.parametrize("name", ENCODINGS)
def test_every_syllable_of_the_lexicon_comes_back(name: str) -> None:
    lexicon = shipped_lexicon("vi", "en")
    assert lexicon
    words = {syllable for unit in lexicon.source.units for syllable in unit.split("_")}
    syllables = sorted(word for word in words if is_syllable(word) and not word.isascii())
    assert len(syllables) > 3000
    write = encoder(name)
    for syllable in syllables:
        assert decoded(name, write(syllable)).text == syllable
    text = " ".join(syllables)
    assert decoded(name, write(text)).text == text


@pytest.mark.parametrize("name", ENCODINGS)
def test_characters_lead_to_their_codes(name: str) -> None:
    data = encoder(name)(TEXT)
    raw = data.decode(ENCODINGS[name].codec)
    view = decoded(name, data)
    assert view.text == TEXT
    for word in re.finditer(r"\w+", TEXT):
        codes = "".join(raw[span.start : span.end] for span in view.raw_spans(*word.span()))
        assert ENCODINGS[name].view(codes).text == word[0]


@pytest.mark.parametrize("name", ENCODINGS)
def test_any_text_is_viewed_whole(name: str) -> None:
    @given(st.text(st.characters(max_codepoint=0x100, exclude_characters="\0"), max_size=40))
    def check(text: str) -> None:
        view = ENCODINGS[name].view(text)
        end = raw = 0
        for piece in view.pieces:
            assert (piece.text.start, piece.raw.start >= raw) == (end, True)
            end, raw = piece.text.end, piece.raw.end
        assert end == len(view.text)

    check()


def test_words_in_capitals_of_tcvn3() -> None:
    view = ENCODINGS["tcvn3"].view
    assert view("CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM").text == "CỘNG HÒA Xã HỘI CHỦ NGHĨA VIỆT NAM"
    assert view("Hµ Néi").text == "Hà Nội"
    assert view("a\u00b3").text == "á"


def test_vni_marks_of_the_other_case() -> None:
    assert ENCODINGS["vni"].view("Aùo cuûa Ñaøo NÖÔÙC Noäi \x93sông\x94").text == "Áo của Đào NƯỚC Nội “sơng”"


def test_viqr_escapes_and_second_marks() -> None:
    view = ENCODINGS["viqr"].view
    assert view(r"Anh kho?e kho^ng\? Di\. Vie^.t. a*u* \\").text == "Anh khỏe không? Di. Việt. a*ư \\"
    assert view("la`. co'? mu+.a.").text == "là. có? mựa."


def test_converting_what_is_mapped_already() -> None:
    raw = "<b>Vi\u00d6t</b>"
    content = convert(MappedText("Vi\u00d6t", MappedText.verbatim(raw, Span(3, 7)).pieces), ENCODINGS["tcvn3"])
    assert content.text == "Việt"
    assert content.hull() == Span(3, 7)
    bare = compose(MappedText("x", MappedText.verbatim("  ", Span(0, 1)).pieces), MappedText(" ", ()))
    assert bare.pieces == ()


def test_names_of_encodings() -> None:
    assert find_encoding("ABC") is find_encoding("tcvn3") is ENCODINGS["tcvn3"]
    assert find_encoding("UTF_8") is None
    assert not is_text_codec("base64")
    with pytest.raises(UsageError, match="unknown encoding 'tcvn9'") as caught:
        find_encoding("tcvn9")
    assert "viscii" in str(caught.value.hint)


@pytest.mark.parametrize("name", ENCODINGS)
@pytest.mark.parametrize("is_named", [True, False])
def test_a_legacy_file_is_read(tmp_path: Path, name: str, is_named: bool) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(encoder(name)(TEXT))
    document = read_document(path, "vi", encoding=name if is_named else None)
    assert [s.text for s in document.sentences] == [s.text for s in plain(tmp_path, TEXT).sentences]
    assert document.raw == path.read_bytes().decode(ENCODINGS[name].codec)
    for sentence in document.sentences:
        written = encoder(name)(sentence.text).decode(ENCODINGS[name].codec)
        assert document.raw[sentence.span.start : sentence.span.end] in (written, written.replace("\\.", "."))
    if is_named:
        assert document.warnings == ()
    else:
        assert [f"read as {ENCODINGS[name].title} (probability 0.99" in line for line in document.warnings] == [True]


def test_a_presplit_legacy_file(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(encoder("vni")(TEXT))
    assert [s.text for s in read_presplit(path, "vi", encoding="vni").sentences] == TEXT.splitlines()


@pytest.mark.parametrize("name", ["tcvn3", "vni"])
def test_unicode_text_that_holds_the_codes_of_a_font(tmp_path: Path, name: str) -> None:
    codes = encoder(name)(TEXT).decode("latin-1")
    document = plain(tmp_path, codes)
    assert document.raw == codes
    assert document.sentences[0].text == TEXT.partition(". ")[0] + "."
    assert len(document.warnings) == 1


def test_western_european_text(tmp_path: Path) -> None:
    path = tmp_path / "menu.txt"
    path.write_bytes("The café’s crème brûlée — naïve, déjà vu.".encode("cp1252"))
    document = read_document(path, "en")
    assert document.sentences[0].text == "The café’s crème brûlée — naïve, déjà vu."
    assert "read as windows-1252" in document.warnings[0]


def test_a_named_encoding_that_does_not_fit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"abc\xff")
    with pytest.raises(InputError, match="is not UTF-8: byte 3"):
        read_document(path, "vi", encoding="utf-8")
    path.write_bytes(b"abc\0\xff")
    with pytest.raises(InputError, match=r"is a binary file .*a zero at 3"):
        read_document(path, "vi", encoding="tcvn3")
    path.write_bytes("xin chào".encode("utf-16-le"))
    assert read_document(path, "vi", encoding="utf-16-le").raw == "xin chào"
