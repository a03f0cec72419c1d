from pathlib import Path

import pytest

from songngu.corpus.errors import UsageError
from songngu.corpus.files.settings import Table, read_toml, validated


class Fruit(Table):
    name: str
    tags: tuple[str, ...] = ()


class Basket(Table):
    fruit: tuple[Fruit, ...] = ()
    lid: bool = False


def settings(folder: Path, text: str) -> Basket:
    path = folder / "basket.toml"
    path.write_bytes(text.encode())
    return validated(Basket, read_toml(path), path)


def test_tables_and_lists_of_tables(tmp_path: Path) -> None:
    basket = settings(tmp_path, '\ufefflid = true\r\n[[fruit]]\r\nname = "xoài"\r\ntags = ["vàng"]\r\n')
    assert basket == Basket(lid=True, fruit=(Fruit(name="xoài", tags=("vàng",)),))


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("lidd = true", "basket.toml:1: unknown key 'lidd'", "did you mean 'lid'?"),
        (
            "[[fruit]]\nname='a'\n[[fruit]]\nname='b'\nzzz = 1",
            ":5: unknown key 'fruit.zzz'",
            "known are name, tags",
        ),
        ("[[fruit]]\ntags = []", "'fruit.name' is missing", None),
        ("lid = 'no'", "basket.toml:1: 'lid' is wrong: input should be a valid boolean", None),
        ("lid = ", "not TOML", None),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, text: str, message: str, hint: str | None) -> None:
    with pytest.raises(UsageError) as error:
        settings(tmp_path, text)
    assert message in str(error.value)
    assert error.value.hint == hint


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_toml(tmp_path / "none.toml")


@pytest.mark.parametrize("value", ["9" * 5000, "[" * 5000, "1e", "\xff"])
def test_what_toml_cannot_hold_is_told(tmp_path: Path, value: str) -> None:
    path = tmp_path / "songngu.toml"
    path.write_text(f"a = {value}", encoding="latin-1")
    with pytest.raises(UsageError, match="not TOML"):
        read_toml(path)
