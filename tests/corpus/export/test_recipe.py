"""Recipes."""

from pathlib import Path

import pytest

from songngu.corpus.errors import UsageError
from songngu.corpus.export.recipe import Recipe, read_recipe


def read(folder: Path, text: str) -> Recipe:
    path = folder / "recipe.toml"
    path.write_text(text, encoding="utf-8")
    return read_recipe(path)


@pytest.mark.parametrize(
    "text",
    [
        "[split]\nshares = 3\n",
        "[split]\nsharez = 'train=1.0'\n",
        "[duplicates]\nremove = 'all'\n",
        "[duplicates]\nsimilarity = 0\n",
        "[sampling]\nrows = 0\n",
        "[leaks]\nthen = 'perhaps'\n",
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"recipe\.toml:2"):
        read(tmp_path, text)


def test_what_is_not_said_stays(tmp_path: Path) -> None:
    recipe = read(tmp_path, "[split]\nshares = 'train=1.0'\nseed = 7\n[filters]\nratio = 3\n")
    assert recipe.with_split(by="cluster", seed=None).split.seed == 7
    assert recipe.with_filters({"length": 5}).filters == {"ratio": 3, "length": 5}
    assert recipe.with_sampling(rows=None) == recipe
    assert recipe.joined(None) == recipe.of_pairs(None) == recipe.with_vocabulary(None) == recipe


def test_paths_are_found_from_the_folder_of_the_recipe(tmp_path: Path) -> None:
    recipe = read(tmp_path, "[leaks]\nagainst = ['test.tsv']\n").found_from(Path("sub"))
    assert [Path(each) for each in recipe.leaks.against] == [Path("sub/test.tsv")]
    assert recipe.failing_on_leaks().leaks.then == "fail"


def test_cleaning_keeps_the_bounds_that_are_set() -> None:
    recipe = Recipe(filters={"ratio": 9}).cleaning()
    assert recipe.filters["ratio"] == 9
    assert len(recipe.filters) > 1
    assert recipe.duplicates.remove == "near"
