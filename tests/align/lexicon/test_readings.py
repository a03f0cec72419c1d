import pytest

from songngu.align import align_sentences
from songngu.align.aligner import Aligner
from songngu.align.lexicon.readings import ReadingLayer, is_read, readings
from songngu.align.text.tokenised import TokenisedText, prepare

VIETNAMESE = prepare(["Kinh tế quốc gia.", "Ông Lương Văn Phong và hoà bình."], "vi")


def explained(source: TokenisedText, target: TokenisedText) -> set[tuple[str, str, float]]:
    table = ReadingLayer().forward(source, target).tocoo()
    cells = zip(table.row, table.col, table.data, strict=True)
    return {(source.units[i], target.words[j], round(float(p), 2)) for i, j, p in cells}


@pytest.mark.parametrize("written", ["经济", "經濟", "経済"])
def test_a_word_is_read_in_every_form_of_its_characters(written: str) -> None:
    found = explained(VIETNAMESE, prepare([written], "ja"))
    assert {("kinh_tế", character, 0.9) for character in written} <= found
    assert {("kinh", written[0], 0.4), ("tế", written[1], 0.4)} <= found


def test_names_are_read() -> None:
    found = explained(prepare(["梁文锋"], "zh"), VIETNAMESE)
    assert {("梁_文", "lương", 0.9), ("梁_文", "văn", 0.9), ("文_锋", "phong", 0.9)} <= found


def test_backward_is_the_other_way_round() -> None:
    chinese = prepare(["国家经济"], "zh")
    one, other = ReadingLayer().backward(VIETNAMESE, chinese), ReadingLayer().forward(chinese, VIETNAMESE)
    assert one.nnz
    assert (one.toarray() == other.toarray()).all()


def test_old_and_new_spellings_are_read() -> None:
    assert readings()["和"] >= {"hòa"}
    assert ("hòa_bình", "和", 0.9) in explained(VIETNAMESE, prepare(["和平"], "zh"))


@pytest.mark.parametrize(("pair", "expected"), [(("vi", "zh"), True), (("ja", "vi"), True), (("en", "zh"), False)])
def test_vietnamese_with_characters_has_the_layer(pair: tuple[str, str], expected: bool) -> None:
    layers = [getattr(layer, "layer", layer) for layer in Aligner.shipped(*pair).layers]
    assert any(isinstance(layer, ReadingLayer) for layer in layers) == expected


def test_chinese_is_aligned_by_its_readings() -> None:
    source = [
        "Suốt mười năm qua người ta cứ bàn mãi về chuyện ấy.",
        "Chính phủ công bố kế hoạch mới.",
        "Đại học ở Chiết Giang rất nổi tiếng.",
    ]
    target = ["政府公布新的计划。", "浙江的大学很有名。"]
    beads = align_sentences(source, target, source_lang="vi", target_lang="zh")
    assert [(b.source, b.target) for b in beads if b.source and b.target] == [((1,), (0,)), ((2,), (1,))]


@pytest.mark.parametrize(
    ("characters", "vietnamese", "expected"),
    [
        ("梁文锋", "Lương Văn Phong", True),
        ("經濟", "kinh tế", True),
        ("经济", "kinh doanh", False),
        ("经济", "kinh", False),
        ("Liang", "Lương", False),
        ("", "", False),
    ],
)
def test_a_name_is_told_by_its_reading(characters: str, vietnamese: str, expected: bool) -> None:
    assert is_read(characters, vietnamese) == expected
