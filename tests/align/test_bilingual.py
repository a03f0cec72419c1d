"""One file that holds both languages is parted by its tables and by the language of its blocks."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from songngu.align.alignment import align_documents
from songngu.align.bilingual import Bilingual, align_bilingual, is_mixed, split_bilingual
from songngu.corpus.errors import UsageError
from songngu.corpus.readers import read_document

NEWS = Path(__file__).parents[2] / "examples" / "news"
TEA = ("Quán trà nhỏ nằm cuối con hẻm.", "The small teahouse stands at the end of an alley.")
STOVE = ("Mỗi sáng bà nhóm bếp lúc 5 giờ.", "Every morning she lights the stove at 5 o'clock.")
PAIRS = [TEA, STOVE]


def split(path: Path, text: str) -> Bilingual:
    path.write_text(text, encoding="utf-8")
    return split_bilingual(read_document(path, "vi"))


def beads(both: Bilingual) -> list[tuple[str, str]]:
    alignment = align_bilingual(both)
    texts = [[sentence.text for sentence in side.sentences] for side in (alignment.source, alignment.target)]
    return [
        (" ".join(texts[0][i] for i in bead.source), " ".join(texts[1][j] for j in bead.target))
        for bead in alignment.beads
    ]


def markdown(rows: list[tuple[str, ...]], head: tuple[str, ...]) -> str:
    return "\n".join("| " + " | ".join(row) + " |" for row in (head, ("---",) * len(head), *rows)) + "\n"


def page(rows: list[tuple[str, ...]], head: tuple[str, ...]) -> str:
    cells = ["".join(f"<td><p>{escape(cell)}</p></td>" for cell in row) for row in (head, *rows)]
    return "<table><tbody>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</tbody></table>"


@pytest.mark.parametrize("suffix", [".md", ".html"])
def test_the_rows_of_a_table_are_the_beads(tmp_path: Path, suffix: str) -> None:
    made = markdown if suffix == ".md" else page
    both = split(tmp_path / f"a{suffix}", made(PAIRS, ("Tiếng Việt", "English")))
    assert (both.source.lang, both.target.lang) == ("vi", "en")
    assert beads(both) == PAIRS
    turned = split(tmp_path / f"b{suffix}", made([pair[::-1] for pair in PAIRS], ("Tiếng Anh", "Bản gốc tiếng Việt")))
    assert beads(turned) == PAIRS
    numbered = [(str(number), *pair, "đã duyệt xong rồi nhé") for number, pair in enumerate(PAIRS, start=1)]
    assert beads(split(tmp_path / f"c{suffix}", made(numbered, ("STT", "VI", "EN", "Ghi chú")))) == PAIRS


def test_a_row_whose_texts_do_not_match_stays_a_row(tmp_path: Path) -> None:
    rows = [TEA, ("Chợ nổi họp từ sớm. Ghe đến.", "Never mind."), ("Chưa dịch.", ""), STOVE]
    assert beads(split(tmp_path / "a.md", markdown(rows, ("vi", "en")))) == rows


@pytest.mark.parametrize("joint", ["\n\n", "\n"])
@pytest.mark.parametrize("order", [1, -1])
def test_alternating_paragraphs_and_lines(tmp_path: Path, joint: str, order: int) -> None:
    text = joint.join(part for pair in PAIRS for part in pair[::order]) + "\n"
    assert beads(split(tmp_path / "a.txt", text)) == PAIRS


def test_both_languages_in_one_paragraph(tmp_path: Path) -> None:
    assert beads(split(tmp_path / "a.md", " ".join(TEA) + "\n\n" + " ".join(STOVE))) == PAIRS
    assert is_mixed(read_document(tmp_path / "a.md", "vi"))


def test_subtitles_in_two_languages(tmp_path: Path) -> None:
    cues = [f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{pair[0]}\n{pair[1]}\n" for n, pair in enumerate(PAIRS, start=1)]
    assert beads(split(tmp_path / "a.srt", "\n".join(cues))) == PAIRS


def test_numbers_go_to_the_side_that_did_not_speak_last(tmp_path: Path) -> None:
    both = split(tmp_path / "a.txt", "\n\n".join([*TEA, "2026", "2026", *STOVE]))
    assert [[s.text for s in side.sentences][1] for side in (both.source, both.target)] == ["2026", "2026"]


@pytest.mark.parametrize("joint", [" / ", " – ", " | ", "\t"])
def test_both_languages_on_one_line(tmp_path: Path, joint: str) -> None:
    text = "".join(f"{left}{joint}{right}\n\n" for left, right in PAIRS)
    assert beads(split(tmp_path / "a.txt", text)) == PAIRS


def test_a_name_that_stands_in_both_languages(tmp_path: Path) -> None:
    name = ("Honda CR-V", "Honda CR-V")
    assert beads(split(tmp_path / "a.txt", "\n\n".join([*TEA, *name, *STOVE]))) == [TEA, name, STOVE]


def test_a_file_in_one_language_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="one language only, Vietnamese"):
        split(tmp_path / "a.txt", f"{TEA[0]}\n\n{STOVE[0]}\n")


def test_languages_that_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n\n".join([*TEA, *STOVE]), encoding="utf-8")
    both = split_bilingual(read_document(path, "vi"), ("en-GB", None))
    assert (both.source.lang, both.target.lang, both.source.sentences[0].text) == ("en-GB", "vi", TEA[1])


def two_columns(path: Path, rows: list[tuple[str, str]]) -> None:
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p><w:r><w:t>{escape(cell)}</w:t></w:r></w:p></w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{space}"><w:body><w:tbl>{cells}</w:tbl></w:body></w:document>'
        )


def test_two_columns_and_two_files_have_the_same_beads(tmp_path: Path) -> None:
    whole = align_documents(*(read_document(NEWS / f"founder.{lang}.txt", lang) for lang in ("vi", "en")))
    rows = [pair for pair in beads(Bilingual(whole.source, whole.target)) if all(pair)]
    rows = [
        (" ".join(left), " ".join(right))
        for left, right in (zip(*rows[k : k + 2], strict=True) for k in range(0, len(rows), 2))
    ]
    two_columns(tmp_path / "both.docx", [("Tiếng Việt", "English"), *rows])
    both = beads(split_bilingual(read_document(tmp_path / "both.docx", "vi")))
    for side, name in enumerate(("a.vi.txt", "a.en.txt")):
        (tmp_path / name).write_text("\n\n".join(row[side] for row in rows), encoding="utf-8")
    apart = align_documents(read_document(tmp_path / "a.vi.txt", "vi"), read_document(tmp_path / "a.en.txt", "en"))
    assert beads(Bilingual(apart.source, apart.target)) == both
