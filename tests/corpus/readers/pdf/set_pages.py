"""Pages set by us, and what is read from them."""

from benchmarks.pdf_pages import Set, pdf
from songngu.corpus.readers import extract
from songngu.corpus.readers.extraction import Extraction

LEFT = ["Con sông chảy qua làng", "tôi từ bao đời nay, nước", "trong và mát. Mùa hè lũ", "trẻ ra bờ sông tắm mát."]


def read(pages: list[list[Set]], lang: str = "vi") -> tuple[list[str], Extraction]:
    extraction = Extraction(lang)
    document = extract("a.pdf", extraction, pdf(pages))
    return [block.content.text for block in document.blocks], extraction


def stacked(lines: list[str], x: float = 72, top: float = 700, size: float = 10) -> list[Set]:
    return [Set(x, top - 13 * number, line, size) for number, line in enumerate(lines)]
