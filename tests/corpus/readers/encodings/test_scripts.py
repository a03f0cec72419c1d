"""Files in the encodings that other scripts had before Unicode are told apart, or left to be named."""

from pathlib import Path

import pytest

from songngu.corpus.errors import InputError
from songngu.corpus.readers import read_document
from songngu.corpus.readers.encodings.scripts import foreign_codec

CHINESE = "今天早上，老师在院子里种了三棵橘子树。孩子们把水从井里提上来，一桶一桶地浇在树下。邻居送来两只鸡和一些米。\n"
TRADITIONAL = (
    "今天早上，老師在院子裡種了三棵橘子樹。孩子們把水從井裡提上來，一桶一桶地澆在樹下。鄰居送來兩隻雞和一些米。\n"
)
JAPANESE = "今朝、先生は庭にみかんの木を三本植えました。子どもたちは井戸から水をくみ、木の根もとにかけました。\n"
KOREAN = "오늘 아침 선생님은 마당에 귤나무 세 그루를 심었습니다. 아이들은 우물에서 물을 길어 나무에 주었습니다.\n"
RUSSIAN = "Сегодня утром учитель посадил во дворе три дерева. Дети носили воду из колодца и поливали деревья.\n"
ARABIC = "هذا الصباح زرع المعلم ثلاث شجرات في الفناء. حمل الأطفال الماء من البئر وسقوا الأشجار كل يوم.\n"
THAI = "เช้านี้ครูปลูกต้นส้มสามต้นในสนาม เด็กๆ ตักน้ำจากบ่อมารดต้นไม้ทุกวัน\n"


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (CHINESE, "gb18030"), (CHINESE, "gbk"), (TRADITIONAL, "big5"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp"),
        (KOREAN, "euc_kr"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"), (ARABIC, "cp1256"), (THAI, "cp874"),
    ],
)  # fmt: skip
def test_a_text_of_another_script_is_read_in_its_encoding(text: str, codec: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((text * 3).encode(codec))
    document = read_document(path, "vi")
    assert document.raw == text * 3
    assert any("is not Unicode" in warning for warning in document.warnings)


@pytest.mark.parametrize("text", ["Der Lehrer pflanzte drei Bäume in den Hof. Übermorgen gießen wir sie schön früh.\n"])
def test_latin_letters_are_left_to_others(text: str) -> None:
    assert foreign_codec((text * 5).encode("cp1252")) is None


def test_what_is_in_no_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes((CHINESE * 3).encode("gb18030") + b"\xff\xff\xff\n")
    with pytest.raises(InputError):
        read_document(path, "zh")


def test_a_long_text_is_told_by_its_beginning_and_read_to_its_end() -> None:
    assert foreign_codec((CHINESE * 2000).encode("gb18030")) == "gb18030"
