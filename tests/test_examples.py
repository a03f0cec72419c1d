"""The examples are what examples/README.md says: a repeated body, a true alignment, two planted slips and no other."""

import csv
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
NEWS = EXAMPLES / "news"
BODY, SECOND_BODY = 3, 70
TERM_SLIP, NUMBER_SLIP = 27, 44

FILES = [path for path in EXAMPLES.rglob("*") if path.is_file() and not {".songngu", "build"} & set(path.parts)]

Bead = tuple[list[int], list[int]]


def read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def sentences(lang: str) -> list[str]:
    return read(NEWS / f"founder.{lang}.sents.txt").splitlines()


def gold() -> list[Bead]:
    lines = read(NEWS / "gold.tsv").splitlines()
    source, target = zip(*(line.split("\t") for line in lines), strict=True)
    return [(ids(left), ids(right)) for left, right in zip(source, target, strict=True)]


def ids(field: str) -> list[int]:
    return [int(number) for number in field.split(",") if number]


def concepts() -> list[dict[str, str]]:
    with (NEWS / "glossary.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def holds(text: str, forms: str, *, exact: bool) -> bool:
    pattern = "|".join(re.escape(form) for form in forms.split("|") if form)
    return bool(pattern) and bool(re.search(rf"(?<!\w)(?:{pattern})(?!\w)", text, 0 if exact else re.IGNORECASE))


@pytest.mark.parametrize("path", sorted(FILES), ids=lambda p: p.name)
def test_files_are_plain_composed_utf8(path: Path) -> None:
    text = read(path)
    assert unicodedata.is_normalized("NFC", text)
    assert text.endswith("\n") and "\r" not in text and "\ufeff" not in text


def test_gold_covers_every_sentence_once_and_in_order() -> None:
    beads = gold()
    assert all(source or target for source, target in beads)
    assert [i for source, _ in beads for i in source] == list(range(len(sentences("vi"))))
    assert [i for _, target in beads for i in target] == list(range(len(sentences("en"))))


def test_gold_holds_what_the_readme_lists() -> None:
    beads = gold()
    sizes = Counter((len(source), len(target)) for source, target in beads)
    assert sizes == {(1, 1): 58, (2, 1): 3, (1, 2): 3, (1, 0): 3 + 67, (0, 1): 2}
    assert [source[0] for source, target in beads if not target][:3] == [29, 55, 64]
    assert [target[0] for source, target in beads if not source] == [41, 58]
    assert [source[0] for source, _ in beads if len(source) == 2] == [4, 25, 43]
    assert [source[0] for source, target in beads if len(target) == 2] == [16, 47, 62]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_sentences_are_the_whole_file_in_order(lang: str) -> None:
    raw, position = read(NEWS / f"founder.{lang}.txt"), 0
    for sentence in sentences(lang):
        start = raw.find(sentence, position)
        assert start >= 0, sentence
        assert not raw[position:start].strip()
        position = start + len(sentence)
    assert not raw[position:].strip()


def test_the_body_stands_twice_to_the_letter() -> None:
    lines = read(NEWS / "founder.vi.txt").splitlines()
    assert lines[2:22] == lines[22:]
    rows = sentences("vi")
    assert rows[BODY:SECOND_BODY] == rows[SECOND_BODY:]
    assert len(set(rows)) == SECOND_BODY
    assert all(not target for source, target in gold() if source and source[0] >= SECOND_BODY)


def test_every_term_occurs_on_both_sides() -> None:
    source, target = read(NEWS / "founder.vi.txt"), read(NEWS / "founder.en.txt")
    rows = concepts()
    assert len({row["id"] for row in rows}) == len(rows) == 25
    for row in rows:
        exact = row["case_sensitive"] == "yes"
        assert holds(source, row["vi"], exact=exact), row["vi"]
        assert holds(target, row["en_preferred"], exact=exact), row["en_preferred"]


def test_only_the_planted_name_breaks_the_glossary() -> None:
    source, target = sentences("vi"), sentences("en")
    wrong = []
    for left, right in gold():
        if not (left and right):
            continue
        ours, theirs = " ".join(source[i] for i in left), " ".join(target[i] for i in right)
        for row in concepts():
            exact = row["case_sensitive"] == "yes"
            used = holds(ours, row["vi"], exact=exact)
            good = holds(theirs, f"{row['en_preferred']}|{row['en_admitted']}", exact=exact)
            bad = (used or row["forbidden_scope"] == "always") and holds(theirs, row["en_forbidden"], exact=exact)
            if bad or (used and not good):
                wrong.append((row["vi"], right))
    assert wrong == [("Trần Minh Viễn", [TERM_SLIP])]


def test_the_number_slip_is_where_the_readme_says() -> None:
    (bead,) = [source for source, target in gold() if NUMBER_SLIP in target]
    assert "2 tỷ nhân dân tệ" in sentences("vi")[bead[0]]
    assert "2 million yuan" in sentences("en")[NUMBER_SLIP]
    assert "2 million yuan" in read(NEWS / "founder.en.txt").splitlines()[14]
    assert "Tran Minh Vien" in read(NEWS / "founder.en.txt").splitlines()[9]


def test_the_post_has_one_structure_in_both_languages() -> None:
    shapes = []
    for lang in ("vi", "en"):
        text = read(EXAMPLES / "blog" / f"release.{lang}.md")
        code = re.findall(r"^```.*?^```$", text, re.MULTILINE | re.DOTALL)
        addresses = re.findall(r"\]\((.*?)\)", text)
        starts = [line[: -len(line.lstrip("#>|-123. "))] for line in text.splitlines()]
        shapes.append((code, addresses, starts))
    assert shapes[0] == shapes[1]
    assert len(shapes[0][0]) == 1 and len(shapes[0][1]) == 3
