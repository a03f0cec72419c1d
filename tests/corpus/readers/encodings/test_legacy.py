"""Legacy encodings: every syllable comes back, every character leads to the file, and each encoding is told."""

import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.align.lexicon.lexicon import shipped_lexicon
from songngu.corpus import read_document, read_presplit
from songngu.corpus.document import Document, MappedText, Span
from songngu.corpus.errors import InputError, UsageError
from songngu.corpus.language.syllables import is_syllable
from songngu.corpus.readers.encodings.legacy import ENCODINGS, compose, convert, find_encoding, is_text_codec

VOWELS = "aăâeêioôơuưy"


TONES = "\u0301\u0300\u0309\u0303\u0323"


TONED = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES]


LETTERS = [*TONED, *"ăâêôơưđ"]


CAPITALS = [letter.upper() for letter in LETTERS]


TEXT = """Sáng sớm, bà cụ chèo đò đưa khách sang sông. Nước lớn, gió mạnh, thuyền lắc lư nhưng ai cũng yên lòng.
Đến trưa thì trời đổ mưa. Khách ngồi co ro dưới mái lá, kể chuyện ngày xưa để quên cái rét.
Chiều muộn đò mới về bến; người lái cười hiền, nhận mấy đồng bạc lẻ rồi buộc dây vào gốc cây gạo."""


def reverse(name: str) -> dict[str, str]:
    """Return the code of each letter, found by what the view makes of every code."""
    singles = [chr(code) for code in (*range(1, 9), *range(14, 32), *range(0x80, 0x100))]
    pairs = [a + b for a in "aeouyôöAEOUYÔÖ" for b in map(chr, range(0xC0, 0x100))]
    codes: dict[str, str] = {}
    for code in [*singles, *(pairs if name == "vni" else [])]:
        text = ENCODINGS[name].view(code).text
        if name == "vni" and text == code not in "íìÍÌ":
            continue  # not a code: it stands for itself only where no vowel comes before it
        if text in (*LETTERS, *CAPITALS) and (len(code) == 1 or code[0].isupper() == code[1].isupper()):
            codes.setdefault(text, code)
    return codes


def to_viqr(text: str) -> str:
    marks = dict(zip(TONES + "\u0306\u0302\u031b", "'`?~.(^+", strict=True))
    written = []
    for char in text:
        base, *own = unicodedata.normalize("NFD", char)
        shapes = sorted(own, key=lambda mark: marks[mark] not in "(^+")
        stop = "\\" + char if char in "'`?~.\\" else char
        written.append(
            base + "".join(marks[mark] for mark in shapes) if own else {"đ": "dd", "Đ": "DD"}.get(char, stop)
        )
    return "".join(written)


def to_1258(text: str) -> str:
    written = []
    for char in text:
        loose = unicodedata.normalize("NFD", char)
        tones = "".join(mark for mark in loose if mark in TONES)
        base = unicodedata.normalize("NFC", "".join(mark for mark in loose if mark not in TONES))
        written.append(base + tones)
    return "".join(written)


def encoder(name: str) -> Callable[[str], bytes]:
    """Return what writes text in an encoding."""
    if name == "viqr":
        return lambda text: to_viqr(text).encode("ascii")
    if name == "windows-1258":
        return lambda text: to_1258(text).encode("cp1258")
    codes = reverse(name)
    return lambda text: "".join(codes.get(char, char) for char in text).encode("latin-1")


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


def plain(folder: Path, text: str) -> Document:
    path = folder / "plain.txt"
    path.write_text(text, encoding="utf-8")
    return read_document(path, "vi")


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
