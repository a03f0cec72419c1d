"""The source of a page as tags and runs of text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from songngu.corpus.readers import html
from songngu.corpus.readers.html_tokens import PLACEHOLDER, skeleton

TAGS = "<p>·</p>·<td>·<br>·<li>·<pre>·<b hidden>·<img alt='x y·<script>·</script>·<!--·-->·<![CDATA[·<title>·<table>"


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*"xyz ", *TAGS.split("·"), "</html>", "</body>", "<head>", "<h1>"]), max_size=30))
def test_no_text_is_lost(parts: list[str]) -> None:
    page = skeleton("".join(parts))
    root = html._tree(page)
    text = "" if root is None else "".join(root.itertext())
    assert PLACEHOLDER.findall(text) == [str(number) for number in range(len(page.runs))]
