"""Passages are cut out of pages so that these stay pages."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.document import Block, BlockKind, Document, MappedText, Span
from songngu.corpus.duplicates.tags import has_tags, without_tagged, without_tags
from tests.corpus.duplicates.passages import LINES
from tests.corpus.duplicates.searched import invoke, write


def page(*texts: str) -> str:
    return "<html lang=vi><body><h1>Chợ</h1>" + "\n".join(texts) + "</body></html>\n"


def cut(raw: str, *texts: str) -> str:
    return without_tagged(raw, [Span(raw.rindex(text), raw.rindex(text) + len(text)) for text in texts])


@pytest.mark.parametrize("form", ["<p>{}</p>", "<ul><li>{}</li></ul>", "<div class='x'><p><b>{}</b></p></div>"])
def test_a_page_loses_its_second_copies_with_the_elements_around_them(here: Path, form: str) -> None:
    once = form.format(LINES[4])
    copies = [form.format(line) for line in LINES[:2]]
    write(here / "a.html", page(*copies, once, *copies))
    assert invoke("a.html", "--remove", "-o", "out")[0] == 0
    assert (here / "out" / "a.html").read_text(encoding="utf-8") == page(*copies, once).replace("</body>", "\n</body>")
    assert invoke("out/a.html", "--fail")[0] == 0


def test_an_edited_copy_in_a_page_goes_too_and_what_is_its_own_stays(here: Path) -> None:
    copies = [f"<p>{line}</p>" for line in LINES[:3]]
    edited = [copies[0].replace("bà cụ", "bà lão"), "<p>Riêng câu này đứng một mình.</p>", *copies[1:]]
    write(here / "a.html", page(*copies, f"<p>{LINES[4]}</p>", *edited))
    assert invoke("a.html", "--remove", "-o", "out")[0] == 0
    left = (here / "out" / "a.html").read_text(encoding="utf-8")
    assert left.count("<p>") == left.count("</p>") == 5
    assert left.count(LINES[1]) == 1 and "bà lão" not in left and "<p>Riêng câu này đứng một mình.</p>" in left


def test_tags_without_their_partners_stay() -> None:
    assert cut("<p>một</p><p>hai <b>ba</p><p>bốn</b> năm</p>", "ba</p><p>bốn") == (
        "<p>một</p><p>hai <b></p><p></b> năm</p>"
    )
    assert cut("<ul>\n<li>một<li>hai<li>ba</ul>", "hai<li>ba") == "<ul>\n<li>một<li><li></ul>"


def test_tables_keep_their_cells_and_pages_their_scripts() -> None:
    row = "<tr><td>một</td><td>hai</td><td>ba</td></tr>"
    assert cut(row, "một</td><td>hai</td><td>ba") == "<tr><td></td><td></td><td></td></tr>"
    assert cut("<p>một</p><script>x('<b>')</script><p>hai</p>", "một</p><script>x('<b>')</script><p>hai") == (
        "<script>x('<b>')</script>"
    )


def test_places_stay_where_tags_are_not_seen() -> None:
    raw = 'a<p\nx="<">b</p><img src="c.png"><!-- d\n --><b>e</b>'
    block = Block(BlockKind.PARAGRAPH, MappedText.verbatim(raw, Span(0, 1)))
    seen = without_tags(Document("a.htm", "vi", raw, (block,), ()))
    assert len(seen) == len(raw)
    assert seen.split() == ["a", "b", "<img", 'src="c.png">', "e"]
    assert seen.count("\n") == raw.count("\n")


def test_what_is_no_markup_stays() -> None:
    text = "a <b>c</b>"
    whole = Block(BlockKind.PARAGRAPH, MappedText.verbatim(text, Span(0, len(text))))
    assert without_tags(Document("a.html", "vi", text, (whole,), ())) == text
    assert not has_tags(Document("a.txt", "vi", text, (whole,), ()))
    assert not has_tags(Document("a.html", "vi", text, (), ()))


def element(parts: tuple[str, list[str]]) -> str:
    return f"<{parts[0]}>{''.join(parts[1])}</{parts[0]}>"


TREES = st.recursive(
    st.sampled_from(["mưa", " ", "\n", "<br>", "nắng"]),
    lambda children: st.tuples(st.sampled_from(["p", "b", "li", "td", "main"]), st.lists(children)).map(element),
    max_leaves=20,
)


def is_well_formed(raw: str) -> bool:
    begun: list[str] = []
    for end, name in re.findall(r"<(/?)(\w+)>", raw):
        if not end and name != "br":
            begun.append(name)
        elif end and (not begun or begun.pop() != name):
            return False
    return not begun


@settings(deadline=None, max_examples=60)
@given(st.lists(TREES).map("".join), st.data())
def test_what_was_well_formed_is_so_without_any_stretch_between_words(raw: str, data: st.DataObject) -> None:
    words = [match.start() for match in re.finditer("mưa", raw)]
    first, last = sorted((data.draw(st.sampled_from(words)), data.draw(st.sampled_from(words)))) if words else (0, 0)
    left = without_tagged(raw, [Span(first, last + 3)] if words else [])
    assert is_well_formed(raw) and is_well_formed(left)
    assert left.count("mưa") == sum(not first <= word <= last for word in words)
    assert left.count("<td>") == raw.count("<td>")


def cues(*texts: str, end: str = "\n", name: str = "{}", head: str = "") -> str:
    made = [
        f"{name.format(number)}{end}00:00:0{number},000 --> 00:00:0{number},900{end}{text}{end}"
        for number, text in enumerate(texts, 1)
        if text
    ]
    return head + end.join(made)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(("head", "name"), [("", "{}"), ("WEBVTT\n\n", "cue {}")])
@pytest.mark.parametrize("form", ["{}", "<i>{}</i>", "- <v Lan>{}"])
def test_a_cue_without_text_goes_with_its_number_and_time(end: str, head: str, name: str, form: str) -> None:
    head = head.replace("\n", end)
    shown = ["Đi nào.", form.format("Trời sắp tối."), form.format("Về thôi."), "Ừ."]
    raw = cues(*shown, end=end, name=name, head=head)
    left = cues(shown[0], "", "", shown[3], end=end, name=name, head=head)
    assert cut(raw, "Trời sắp tối.", "Về thôi.") == left


def test_a_cue_that_keeps_a_line_stays() -> None:
    raw = cues("Đi nào.\nTrời sắp tối.", "Về thôi.\n\nNhanh lên.", "Ừ.")
    assert cut(raw, "Trời sắp tối.", "Về thôi.") == raw.replace("Trời sắp tối.\n", "").replace("Về thôi.\n", "")
