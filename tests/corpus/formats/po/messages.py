"""Files of gettext, read and written."""

import io

import polars as pl

from songngu.corpus.bitext import joined
from songngu.corpus.formats import po
from songngu.corpus.formats.reading import Reading

HEAD = 'msgid ""\nmsgstr ""\n"Language: vi\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
MESSAGES = (
    HEAD
    + """
# người dịch
#. extracted
#: src/app.c:12 src/b.c:3
#, fuzzy, c-format
#| msgid "Old %d"
msgctxt "menu"
msgid "New %d"
msgstr "Mới %d"

#: src/app.c:20
msgid "%d file"
msgid_plural "%d files"
msgstr[0] "%d tệp"
msgstr[1] "%d các tệp"

msgid ""
"Two\\n"
"lines\\t\\"quoted\\"\\n"
msgstr ""

#~ msgid "Gone"
#~ msgstr "Đã bỏ"
"""
)


def scanned(data: str | bytes, *langs: str | None, keep_going: bool = False) -> tuple[pl.DataFrame, list[str]]:
    reading = Reading("m.po", langs or (None, None), keep_going)  # type: ignore[arg-type]
    raw = data.encode() if isinstance(data, str) else data
    return joined(list(po.scan(io.BytesIO(raw), reading))), reading.notes


def written(bitext: pl.DataFrame) -> tuple[str, list[str]]:
    stream = io.BytesIO()
    notes = po.write(bitext, stream)
    return stream.getvalue().decode(), notes
