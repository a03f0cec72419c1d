"""Sentences end where a reader would end them, and every character has one."""

import unicodedata
from pathlib import Path
from typing import Literal, SupportsIndex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from songngu.corpus.language.profile import profile
from songngu.corpus.readers.segment import split_sentences

SHARED = Path(__file__).parents[3] / ".." / "shared" / "data" / "segmentation"


def split(text: str, lang: str) -> list[str]:
    return [text[span.start : span.end] for span in split_sentences(text, lang)]


# Each case is the sentences of one paragraph, as they should come out.
ENGLISH = [
    ["He works at Foo Co., Ltd. in Hanoi.", "She has left."],
    ["J. K. Rowling wrote it.", "We read it."],
    ["It costs 3.000 dong…", "Then it was gone..."],
    ["Well... he did not mean it.", "Really?", "Yes!"],
    ['"Stop!" he cried.', '"What now?" she asked, and left.'],
    ['He asked: "Is it late?"', "Nobody knew."],
    ["(It was late.)", "The shop was shut."],
    ["The shop (open on Sundays. Ask inside) was shut.", "We left."],
    ["See Fig. 3 and No. 5 on p. 12.", "It is clear."],
    ["Do you agree?", "No.", "The answer is short."],
    ["The U.S. Army came.", "They stayed in the U.S.", "The rest went home."],
    ["1. Open the door.", "2. Close it."],
    ["Article 5. Scope of the agreement"],
    ["At 5 p.m. Mr. Smith left.", "He had lived c. 1820."],
    ["Norton was born in England. [3]", "He died in California. [4][5]"],
    ["We know [...] that it works.", "It was said. […]", "Then it ended."],
    ["He saw it [...] Nothing more is known."],
    ["I thought she was —", "That is not the point."],
    ["It is in vitamin C.", "The rest is fine."],
    ["I use an iPhone.", "iPads are larger."],
    ["It was cheap.", "$5 is nothing."],
    ["He went home.", "— This is the end."],
    ["A.2.3. Partition of the field"],
    ["Chapter 2. The old mill"],
    ["Chapter Two. The old mill"],
    ["Table 2. Yields"],
    ["Note.", "It rained."],
    ["7. How to mow"],
    ["B.1.a. Seeds and soil"],
    ["It weighs approx. 5 kg, max. 7 with the lid.", "See eq. 4 or Rm. 12."],
    ["The rope is 30 m.", "Each end has a hook."],
    ["The water was at 90 °C.", "Ask J. Smith."],
    ["Use Node.js and os.Path or fmt.Println here.", "Go to Example.Com now."],
    ["Preface ........ iv", "1. The mill ..... 12", "2. The river . . . . . 30"],
]
VIETNAMESE = [
    ["Chị sống ở TP.HCM.", "Anh sống ở TP. HCM và TP. Hồ Chí Minh."],
    ["Ông Nguyễn V. A. đến muộn.", "Bà Trần Thị B. thì không."],
    ["Giá chỉ 3.000 đồng.", "Năm 1992.", "16 tuổi, anh ra đi."],
    ["Chờ đã…", "Rồi anh đi... và không về nữa.", "Hết!"],
    ["PGS. TS. Trần Văn Bình phát biểu.", "Mọi người vỗ tay."],
    ["Điều 5. Phạm vi điều chỉnh"],
    ["Khoản 2. Người lao động được nghỉ.", "1. Nghỉ lễ."],
    ["Họ bán hoa quả, bánh kẹo, v.v.", "Các loại khác thì không."],
    ["Công ty Hoa Sen Co., Ltd. ở Huế.", "Họ làm trà."],
    ["“Đi thôi!”, anh nói.", "Cô im lặng."],
    ['"Đi đâu?" - bà hỏi.', "Không ai trả lời."],
    ["Đi đâu?", "– Về nhà."],
    ["Trời mưa.", '"mưa to thế", bà nói.'],
    ["Xem tr. 5 và mục 3.", "Hết phần một."],
    ["a) Người mua và b. người bán cùng ký."],
    ["II.3. Đất trồng lúa"],
    ["A.1. Chọn giống"],
    ["Phần thứ nhất. Đất trồng"],
    ["Điều 12a. Quyền lợi"],
    ["Điểm b. Khoản 2. Điều 5. Người lao động"],
    ["Hồ sâu 30 m.", "Nước lạnh quanh năm."],
    ["Trời nóng 38 độ C.", "Lúa cháy lá."],
    ["Giá 500 đ.", "Rẻ lắm."],
    ["ThS.BS. Lê Thị Hoa khám bệnh.", "Bệnh nhân khỏe."],
    ["Mở đầu ....... 3", "Chương 1. Đất …… 10", "Phụ lục"],
]
OTHERS = [
    ("zh", ["你好。", "我是学生！", "“是的。”", "他说。"]),
    ("ja", ["これは本です。", "あれは？！", "はい。"]),
    ("de", ["Am 3. Oktober kam Dr. Müller.", "Er blieb bis zum 5. November."]),
    ("fr", ["M. Dupont part.", "Il est tard."]),
    ("hi", ["वह गया।", "वह आया।"]),
]


@pytest.mark.parametrize("sentences", ENGLISH, ids=lambda sentences: sentences[0])
def test_english(sentences: list[str]) -> None:
    assert split(" ".join(sentences), "en") == sentences


@pytest.mark.parametrize("sentences", VIETNAMESE, ids=lambda sentences: sentences[0])
def test_vietnamese(sentences: list[str]) -> None:
    assert split(" ".join(sentences), "vi") == sentences


@pytest.mark.parametrize(("lang", "sentences"), OTHERS, ids=[lang for lang, _ in OTHERS])
def test_other_languages(lang: str, sentences: list[str]) -> None:
    assert split(("" if lang in ("zh", "ja") else " ").join(sentences), lang) == sentences


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("vi", ["Chợ đông từ sớm.", "Người mua kẻ bán chen chân.", "“Rẻ quá!”", "Bà cười."]),
        ("vi", ["Xem báo.com, tuoitre.Vn, Node.js, TP.HCM, http://a.vn/x?Id=3 và GS.TS.Hoa."]),
        ("vi", ["Anh đi rồi…", "Chị ở lại."]),
        ("en", ["He left early.", "She stayed."]),
        ("en", ['He said "Go."', "She went."]),
        ("en", ["Call fmt.Println and os.Path in main.Go here."]),
    ],
)
def test_a_stop_without_a_space(lang: str, sentences: list[str]) -> None:
    assert split("".join(sentences), lang) == sentences


THAI = (
    "เมื่อวานนี้ฝนตกหนักมากจนถนนหลายสายในเมืองหลวงถูกน้ำท่วมสูงและรถยนต์ต้องจอดรออยู่นานหลายชั่วโมง",
    "เช้าวันนี้เจ้าหน้าที่ของเทศบาลเริ่มสูบน้ำออกจากถนนสายหลักแล้วและเปิดให้รถวิ่งได้ตามปกติอีกครั้ง",
)


@pytest.mark.parametrize(
    ("sentences", "lang"),
    [
        (THAI, "th"),
        ((" ".join(THAI),), "xx"),
        ((f"ฝนตก {THAI[0]}", THAI[1]), "th-TH"),
        ((f"{THAI[0]} 25 {THAI[1]}",), "th"),
        ((f"{THAI[0]} AI {THAI[1]}",), "th"),
        ((f"{THAI[0]} ๆ {THAI[1]}",), "th"),
    ],
)
def test_thai_ends_at_a_blank_between_long_clauses(sentences: tuple[str, ...], lang: str) -> None:
    assert split(" ".join(sentences), lang) == list(sentences)


def test_a_blank_line_ends_a_sentence_and_a_line_break_does_not() -> None:
    assert split("A title\r\n \r\nOne line\nand the next\u2029End", "en") == [
        "A title",
        "One line\nand the next",
        "End",
    ]


@pytest.mark.parametrize("text", ["", " \n\t ", "\u3000"])
def test_blank_text_has_no_sentence(text: str) -> None:
    assert split_sentences(text, "vi") == []


def test_a_stop_alone_begins_what_follows() -> None:
    assert split("... Và rồi thôi. ", "vi") == ["... Và rồi thôi."]


def test_language_tags_and_unknown_languages() -> None:
    assert profile("vi-VN").code == profile("vi").code == "vi"
    assert "tp" in profile("vi").abbreviations
    assert profile("../vi").openers == frozenset()
    assert profile("de").ordinal_stop
    assert not profile("fr").ordinal_stop


TEXTS = st.text() | st.lists(
    st.sampled_from([*'.!?…"”“()[]—–- \n', "\n\n", "Mr", "TP", "An", "đi", "v.v", "U.S", "12", "[3]", "。", "Điều"]),
    max_size=40,
).map("".join)


@given(TEXTS, st.sampled_from(["vi", "en", "de", "zh"]))
def test_every_character_belongs_to_one_sentence(text: str, lang: str) -> None:
    end = 0
    for span in split_sentences(text, lang):
        assert not text[end : span.start].strip()
        assert text[span.start : span.end].strip() == text[span.start : span.end] != ""
        end = span.end
    assert not text[end:].strip()


class Counted(str):
    """A text that counts how many characters are cut out of it."""

    cut = 0

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        part = super().__getitem__(key)
        Counted.cut += len(part)
        return part


@pytest.mark.parametrize("unit", [".", ". ", "a. ", '("', " \n", ". [1]", "— The ", "(a. B "])
def test_work_grows_with_the_length_only(unit: str) -> None:
    def work(times: int) -> int:
        Counted.cut = 0
        split_sentences(Counted(unit * times), "en")
        return Counted.cut

    assert work(8_000) <= 9 * work(1_000) + 2_000


ISSUE = [
    ["Chương 1. Những điều chung.", "Điều 1. Phạm vi.", "1.1. Đối tượng.", "a) Người mua.", "b) Người bán."],
    ["Mục II. Tổ chức.", "Theo khoản 2 Điều 5.", "Bộ trưởng quyết định."],
    ["– Anh đi đâu đấy?", "– Ra chợ!", "— Thế à…", "— Ừ."],
    ["Họ bán gạo, muối, v.v.", "Lan mua hết."],
    ["Năm nay em lên lớp 12.", "16 tuổi đã biết nấu ăn."],
    ["Anh đi :( Tôi buồn.", "Em (bạn) về rồi."],
    ["Có 3. 000 người đến."],
    ["§ 4. Luật đất đai.", "§2.1. Đo đạc.", "Hoạt động 2. Khởi động.", "Thí nghiệm 3. Đun nước."],
    ["Hồi II. Trong rừng.", "Cty. Mía Xanh mở cửa."],
]


@pytest.mark.parametrize("sentences", ISSUE, ids=lambda sentences: sentences[0])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_numbering_dialogue_and_slips(sentences: list[str], form: Literal["NFC", "NFD"]) -> None:
    written = [unicodedata.normalize(form, sentence) for sentence in sentences]
    assert split(" ".join(written), "vi") == written


@pytest.mark.skipif(not SHARED.exists(), reason="the treebank samples are not there")
@pytest.mark.parametrize(("lang", "least"), [("vi", 0.98), ("en", 0.97)])
def test_boundaries_on_treebank_samples(lang: str, least: float) -> None:
    name = {"vi": "vi_vtb.dev.txt", "en": "en_gum.dev.txt"}[lang]
    paragraphs = [block.split("\n") for block in (SHARED / name).read_text(encoding="utf-8").strip().split("\n\n")]
    right = guessed = wanted = 0
    for sentences in paragraphs[len(paragraphs) // 2 :]:
        text = " ".join(sentences)
        gold = {len(" ".join(sentences[:number])) for number in range(1, len(sentences))}
        found = {span.end for span in split_sentences(text, lang)} - {len(text)}
        right, guessed, wanted = right + len(gold & found), guessed + len(found), wanted + len(gold)
    assert 2 * right / (guessed + wanted) > least


@pytest.mark.parametrize(
    "text",
    [
        "Mẹ về sớm.Khách chưa đến.",
        "Ô. Ánh về. Tôi gặp Â.B. Ấm hôm qua.",
        "Nước sôi ở 100 độ C. Ở núi thì thấp hơn.",
        "- Ừ. - Ở đâu?\n\nĐiều 5. Quyền lợi",
    ],
)
def test_decomposed_letters_are_cut_like_composed_ones(text: str) -> None:
    loose = unicodedata.normalize("NFD", text)
    assert [unicodedata.normalize("NFC", sentence) for sentence in split(loose, "vi")] == split(text, "vi")


@given(st.text(st.sampled_from("aẤ\u0301\u0302\u031b\u200bÐđ .!?\n5(“"), max_size=30))
def test_every_character_of_a_decomposed_text_is_in_one_sentence(text: str) -> None:
    loose = unicodedata.normalize("NFD", text)
    assert "".join("".join(sentence.split()) for sentence in split(loose, "vi")) == "".join(loose.split())
    assert all(sentence == sentence.strip() and sentence for sentence in split(loose, "vi"))


def test_sentences_of_one_word_end_without_a_space_too() -> None:
    assert split("Chợ đã vãn.Ừ.Vậy về thôi.", "vi")[0] == "Chợ đã vãn."
    assert split("Is it big?Yes.We saw numpy.The.Thing there.", "en")[0] == "Is it big?"
    assert split("We saw numpy.The.Thing there.", "en") == ["We saw numpy.The.Thing there."]


def test_raised_marks_of_notes_stand_after_the_stop() -> None:
    assert split("Chợ đông lắm.¹ Ai cũng vui.²³ Ruộng rộng 5 m².", "vi") == [
        "Chợ đông lắm.¹",
        "Ai cũng vui.²³",
        "Ruộng rộng 5 m².",
    ]
