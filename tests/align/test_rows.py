"""The rows of a bitext that an alignment makes."""

from pathlib import Path

import pytest

from songngu.align import align_documents
from songngu.align.rows import pair_name, to_bitext
from songngu.corpus.bitext import SCHEMA
from songngu.corpus.document import Document

ROOT = Path(__file__).parents[2]


VIETNAMESE = [
    "Nhà máy mở cửa năm 2015 tại Tô Châu.",
    "Hiện có 3.500 kỹ sư làm việc ở đó.",
    "Không ai biết rõ chủ nhân của nó là ai, và cũng không ai dám hỏi.",
    "Mỗi buổi sáng, những chuyến xe buýt màu xanh đưa công nhân từ thành phố ra ngoại ô.",
]


ENGLISH = [
    "The factory opened in Suzhou in 2015.",
    "It now employs 3,500 engineers.",
    "Nobody knows who its owner is, and nobody dares to ask.",
    "Every morning, green buses carry the workers from the city to the suburbs.",
]


SONG = [
    "Con thuyền trôi xuôi theo dòng nước, mang theo bao nhiêu kỷ niệm của một thời thơ ấu đã xa.",
    "Ai về bến cũ cho ta gửi một lời chào đến những người bạn năm nào còn ngồi bên bếp lửa.",
]


REFRAIN = [
    "The boat drifts down with the stream, carrying so many memories of a childhood long gone by.",
    "If you go back to the old landing, take my greetings to the friends who still sit by the fire.",
]


def test_the_bitext_holds_the_alignment() -> None:
    documents = (
        Document.from_sentences([*SONG, *VIETNAMESE, *SONG], "vi", "a/x.vi.txt"),
        Document.from_sentences([*REFRAIN, *ENGLISH], "en", "a/x.en.txt"),
    )
    bitext = to_bitext(align_documents(*documents))
    assert dict(bitext.schema) == SCHEMA
    assert bitext["id"].n_unique() == bitext.height == 8
    assert bitext["document"].unique().to_list() == ["a/x"]
    assert bitext["source_file"][0] == "a/x.vi.txt"
    assert bitext["duplicate_of"].to_list() == [None] * 6 + bitext["id"].to_list()[:2]
    span = bitext["source_spans"][2][0]
    assert documents[0].raw[span["start"] : span["end"]] == VIETNAMESE[0] == bitext["source"][2]


@pytest.mark.parametrize(
    ("source", "target", "name"),
    [
        ("news/a.vi.txt", "news/a.en.txt", "news/a"),
        ("a.txt", "b.txt", "a"),
        ("vi/a.md", "en/a.md", "vi/a"),
        (".vi", "x", ".vi"),
    ],
)
def test_pair_names(source: str, target: str, name: str) -> None:
    assert pair_name(source, "vi") == name


def test_absolute_paths_do_not_reach_the_bitext(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    inside, outside = str(tmp_path / "in" / "x.vi.txt"), str(ROOT / "x.en.txt")
    documents = Document.from_sentences(["Một."], "vi", inside), Document.from_sentences(["One."], "en", outside)
    bitext = to_bitext(align_documents(*documents))
    assert bitext["source_file"][0] == "x.vi.txt"
    assert bitext["target_file"][0] == "x.en.txt"
