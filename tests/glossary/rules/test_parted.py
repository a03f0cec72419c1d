from songngu.corpus.bitext import from_rows
from songngu.glossary.rules.parted import with_pairs


def rows(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    values = (
        {"id": str(i), "document": "d", "row": i, "source": source, "target": target, "status": "auto"}
        | {"source_lang": "vi", "target_lang": "en"}
        for i, (source, target) in enumerate(pairs)
    )
    return with_pairs(from_rows(values)).select("source", "target").rows()


def test_cells_of_one_number_that_were_parted_are_a_pair() -> None:
    for one, other in (("20.000 đồng", "30,000 dong"), ("1945", "1954"), ("$5", "€6"), ("12%", "21%")):
        assert rows((one, ""), ("", other)) == [(one, other)]
        assert rows(("", other), (one, "")) == [(one, other)]


def test_what_is_no_number_alone_stays_apart() -> None:
    apart = [("Đò chạy lúc 5 giờ.", ""), ("", "Price: 6 dong a head")]
    assert rows(*apart) == apart
