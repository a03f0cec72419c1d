import pytest

from songngu.align.aligner import Aligner
from songngu.align.score.comparison import Comparison, compare, explain
from songngu.align.text.tokenised import prepare
from tests.align.score.compared import SOURCE, TARGET


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    aligner = Aligner.shipped("vi", "en")
    sides = prepare(SOURCE, "vi"), prepare(TARGET, "en")
    return compare(*sides, explain(*sides, aligner.layers), aligner.lexicon)
