"""What every reader promises, whatever the format: each inherits the same tests."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from songngu.corpus import read_document
from songngu.corpus.document import Document
from songngu.corpus.errors import InputError, SongnguError

ROOT = Path(__file__).parents[3]
Row = tuple[str, int, str]
Write = Callable[[Sequence[Row]], bytes]

STORY: list[Row] = [
    ("heading", 1, "Chuyến đò sớm"),
    ("paragraph", 0, "Bà lái đò dậy từ bốn giờ sáng. Trời còn tối & lạnh; nước sông lên cao. “Có ai qua không?”"),
    ("heading", 2, "Những người khách"),
    ("item", 1, "Một ông thầy giáo mang theo 12 cuốn sách <cũ>."),
    ("item", 2, "Cuốn nào cũng sờn gáy!"),
    ("quote", 1, "Đò chưa đầy thì chưa sang."),
    ("cell", 0, "Giá vé: 5.000 đồng"),
    ("caption", 0, "Con đò neo bên bến"),
    ("paragraph", 0, "Chiều về, bến sông vắng. Hết."),
]
FUZZ = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.differing_executors],
)


class ReaderContract:
    """The promises; a subclass names its suffix and what its format can say of a block."""

    suffix: str
    kinds = True
    rows: Sequence[Row] = STORY
    sentences = 12

    @pytest.fixture
    def file(self, tmp_path: Path, writers: dict[str, Write]) -> Path:
        path = tmp_path / f"story{self.suffix}"
        path.write_bytes(writers[self.suffix](self.rows))
        return path

    def test_blocks_are_read_in_order(self, file: Path) -> None:
        document = read_document(file, "vi")
        assert [block.content.text for block in document.blocks] == [text for _, _, text in self.rows]
        if self.kinds:
            assert [(b.kind.value, b.level) for b in document.blocks] == [(k, level) for k, level, _ in self.rows]
        assert len(document.sentences) == self.sentences
        assert not document.warnings

    def test_every_character_leads_to_the_file(self, file: Path) -> None:
        check_places(read_document(file, "vi"))

    def test_every_block_can_be_found(self, file: Path) -> None:
        document = read_document(file, "vi")
        places = [document.place(sentence) for sentence in document.sentences]
        assert all(places)
        assert len(set(places)) > 5

    def test_the_file_is_untouched_and_reading_repeats(self, file: Path) -> None:
        before = file.read_bytes()
        assert read_document(file, "vi") == read_document(file, "vi")
        assert file.read_bytes() == before

    def test_no_text_is_no_sentence(self, tmp_path: Path, writers: dict[str, Write]) -> None:
        path = tmp_path / f"empty{self.suffix}"
        path.write_bytes(writers[self.suffix]([]))
        assert read_document(path, "vi").sentences == ()

    @pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
    def test_a_truncated_file_is_read_or_refused(self, file: Path, share: float) -> None:
        data = file.read_bytes()
        file.write_bytes(data[: int(len(data) * share)])
        read_or_refuse(file)

    @FUZZ
    @given(data=st.binary(max_size=300))
    def test_any_bytes_are_read_or_refused(self, file: Path, data: bytes) -> None:
        other = file.with_name(f"any{self.suffix}")
        other.write_bytes(data)
        read_or_refuse(other)

    @FUZZ
    @given(seed=st.integers(0, 2**32), cuts=st.integers(1, 8))
    def test_a_damaged_file_is_read_or_refused(self, file: Path, seed: int, cuts: int) -> None:
        other = file.with_name(f"damaged{self.suffix}")
        other.write_bytes(damaged(file.read_bytes(), random.Random(seed), cuts))
        read_or_refuse(other)


def check_places(document: Document) -> None:
    """Assert that pieces are in order, verbatim where as long as the file's, and that sentences hold each character."""
    for block in document.blocks:
        text, end = block.content.text, 0
        for piece in block.content.pieces:
            assert end <= piece.text.start < piece.text.end <= len(text)
            assert not text[end : piece.text.start].strip()
            assert 0 <= piece.raw.start < piece.raw.end <= len(document.raw)
            if len(piece.text) == len(piece.raw):
                assert document.raw[piece.raw.start : piece.raw.end] == text[piece.text.start : piece.text.end]
            end = piece.text.end
        assert not text[end:].strip()
    spoken = "".join("".join(s.text.split()) for s in document.sentences)
    assert spoken == "".join("".join(block.content.text.split()) for block in document.blocks)


def read_or_refuse(path: Path) -> None:
    """Read a file that may be anything: a document that keeps its promises, or an expected error."""
    try:
        document = read_document(path, "en")
    except SongnguError as error:
        assert str(error).startswith(str(path))
        return
    check_places(document)


def damaged(data: bytes, chance: random.Random, cuts: int) -> bytes:
    """Return ``data`` with some bytes changed, removed, or repeated."""
    damage = bytearray(data)
    for _ in range(cuts):
        at, length = chance.randrange(len(damage) + 1), chance.randrange(1, 40)
        change = chance.randrange(4)
        if change == 0:
            damage[at : at + 1] = bytes([chance.randrange(256)])
        elif change == 1:
            del damage[at : at + length]
        elif change == 2:
            damage[at:at] = damage[at : at + length]
        else:
            damage[at:at] = chance.choice([b"<", b">", b"&#xd800;", b"\0", b"]]>", b"<!ENTITY a 'b'>", b"\xff", b'"'])
    return bytes(damage)


class TestPlain(ReaderContract):
    suffix, kinds = ".txt", False


class TestMarkdown(ReaderContract):
    suffix, sentences = ".md", 9
    rows = tuple(row for row in STORY if row[0] not in ("cell", "caption") and row[:2] != ("item", 2))


class TestHtml(ReaderContract):
    suffix = ".html"


class TestDocx(ReaderContract):
    suffix = ".docx"


class TestOdt(ReaderContract):
    suffix = ".odt"


class TestEpub(ReaderContract):
    suffix = ".epub"


class TestSrt(ReaderContract):
    suffix, kinds = ".srt", False


class TestVtt(ReaderContract):
    suffix, kinds = ".vtt", False


class TestPdf(ReaderContract):
    suffix, kinds = ".pdf", False

    def test_no_text_is_no_sentence(self, tmp_path: Path, writers: dict[str, Write]) -> None:
        path = tmp_path / "empty.pdf"
        path.write_bytes(writers[".pdf"]([]))
        with pytest.raises(InputError, match="holds no text"):
            read_document(path, "vi")


@pytest.mark.parametrize("suffix", [".html", ".docx", ".odt", ".epub"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_one_document_has_the_same_sentences_in_every_format(
    tmp_path: Path, writers: dict[str, Write], suffix: str, lang: str
) -> None:
    original = read_document(ROOT / "examples" / "blog" / f"release.{lang}.md", lang)
    rows = [(block.kind.value, block.level, block.content.text) for block in original.blocks]
    path = tmp_path / f"release{suffix}"
    path.write_bytes(writers[suffix](rows))
    document = read_document(path, lang)
    assert [s.text for s in document.sentences] == [s.text for s in original.sentences]
    assert len(document.sentences) > 40
