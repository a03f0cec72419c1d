"""The bytes of Latin letters are read by the language they make."""

import pytest

from songngu.corpus.readers.encodings.latin import WESTERN, latin_codec

TURKISH = "Değirmenin arkasındaki küçük bahçede yaşlı bir kadın her sabah çiçeklerini sular ve komşularıyla konuşur."
POLISH = "Za młynem w małym ogródku stara kobieta każdego ranka podlewa kwiaty i rozmawia ze swoimi sąsiadami."
LITHUANIAN = "Už malūno mažame sode sena moteris kiekvieną rytą laisto gėles ir kalbasi su kaimynais."
FRENCH = "Derrière le moulin, dans un petit jardin, une vieille dame arrose ses fleurs et parle à ses voisins."
GERMAN = "Hinter der Mühle gießt eine alte Frau jeden Morgen ihre Blumen und spricht mit den Nachbarn über das Wetter."


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (TURKISH, "cp1254"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (LITHUANIAN, "cp1257"),
        (FRENCH, WESTERN),
        (GERMAN, WESTERN),
    ],
)
def test_the_language_tells_the_codec(text: str, codec: str) -> None:
    data = text.encode(codec)
    assert data.decode(latin_codec(data, "vi")) == text


def test_a_short_text_is_read_in_the_language_it_is_said_to_be_in() -> None:
    data = "Ağır kapı".encode("cp1254")
    assert latin_codec(data, "tr") == "cp1254"
    assert latin_codec(data, "vi") == WESTERN


def test_a_text_longer_than_what_is_looked_at() -> None:
    data = (TURKISH + "\n").encode("cp1254") * 400
    assert latin_codec(data, "vi") == "cp1254"
