"""Letters that are not what they look like."""

import unicodedata

from tests.glossary.rules.checked import check, marked, rules


def test_encoding_is_told_once_a_file() -> None:
    loose = unicodedata.normalize("NFD", "Mưa rơi")
    assert rules(("Mưa rơi", "Rain"), (loose, "Rain"), (loose, "Rain"), select="ENC") == ["ENC001"]
    assert rules((loose, "Rain"), (loose, "Rain"), select="ENC") == []
    found = check(("Ðêm xuống.", "Night falls."), ("Ðường xa.", "А long way."), select="ENC002")
    assert [(f.side, marked(f)) for f in found] == [("source", "Ð")]
    assert "in 2 segments" in found[0].message
    assert rules(("Gió.", "Wi\u200bnd and Wоrld."), select="ENC") == ["ENC002"]
    assert rules(("\ufffd", "A \ufffd"), select="ENC") == ["ENC003", "ENC003"]


def test_what_other_scripts_write_so_is_no_slip() -> None:
    assert rules(("Gió.", "Для PMу ветер."), select="ENC002", target_lang="ru") == []
    assert rules(("Gió.", "Вeтер."), select="ENC002", target_lang="ru") == ["ENC002"]
    assert rules(("Gió.", "ลม\u200bพัด"), select="ENC002", target_lang="th") == []


def test_old_encodings_of_vietnamese_need_two_places() -> None:
    def told(text: str, lang: str = "vi") -> list[str]:
        return rules((text, "Rain falls."), select="ENC003", source_lang=lang)

    assert told("M­a r¬i trªn m¸i nhµ vµ c©y") == ["ENC003"]
    assert told("Möa rôi treân maùi nhaø") == ["ENC003"]
    assert told("M?a r?i tr?n m?i nh?") == ["ENC003"]
    assert told("Vi mạch Nhà® dày 4µm và 6µm") == []
    assert told("Thật sao?mà thôi") == []
    assert told("Die Bäume hören", "de") == []
