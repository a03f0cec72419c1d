"""The commands `songngu lexicon`."""

from pathlib import Path

from tests.commands.invoked import invoke, write


def test_lexicon_is_trained_and_asked(tmp_path: Path) -> None:
    corpus = write(
        tmp_path, "c.tsv", "con mèo ngủ\tthe cat sleeps\ncon chó ngủ\tthe dog sleeps\ncon mèo ăn\tthe cat eats\n" * 4
    )
    lexicon = tmp_path / "c.npz"
    assert invoke("lexicon", "train", corpus, "-o", lexicon)[0] == 0
    assert invoke("lexicon", "show", "mèo", "--lexicon", lexicon)[1].splitlines()[0].endswith("cat")
    assert invoke("lexicon", "show", "công ty", "--most", "1")[1].split()[1] == "compani"
    assert (
        invoke("lexicon", "show", "cat", "--source-lang", "en", "--target-lang", "vi")[1]
        .splitlines()[0]
        .endswith("mèo")
    )
    assert invoke("lexicon", "show", "zzz")[0] == 2
    assert invoke("lexicon", "show", "x", "--source-lang", "de")[0] == 2
