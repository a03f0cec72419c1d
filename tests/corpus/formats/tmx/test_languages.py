import io

from songngu.corpus.formats.reading import Reading
from songngu.corpus.formats.tmx.languages import languages


def test_languages_are_told_in_the_order_in_which_they_come():
    text = (
        '<tmx><body><tu><tuv lang=\'vi-VN\'><seg>a</seg></tuv><tuv changeid="x" xml:lang="EN"><seg/></tuv></tu>'
        + " " * 90_000
    )
    raw = f'<?xml version="1.0"?>{text}<tu><tuv xml:lang="fr"><seg/></tuv></tu></body></tmx>'
    assert languages(io.BytesIO(raw.encode()), Reading("a.tmx")) == ["vi-VN", "EN", "fr"]
    assert languages(io.BytesIO(raw.encode("utf-16")), Reading("a.tmx")) == ["vi-VN", "EN", "fr"]
    assert languages(io.BytesIO(b"<tmx/>"), Reading("a.tmx")) == []
