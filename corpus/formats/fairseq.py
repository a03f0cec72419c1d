"""Files as fairseq (Ott et al. 2019) prepares data from: ``train.vi``, ``train.en``, ``valid.vi`` … in a folder.

``fairseq-preprocess --source-lang vi --target-lang en --trainpref FOLDER/train --validpref FOLDER/valid …`` reads them.
"""

from __future__ import annotations

from songngu.corpus.formats.line_files import Langs, LineLayout

_NAMES = {"dev": "valid"}


def _names(part: str, langs: Langs) -> tuple[str, str]:
    name = _NAMES.get(part, part)
    return f"{name}.{langs[0]}", f"{name}.{langs[1]}"


_LAYOUT = LineLayout(_names)
write_files, files_of = _LAYOUT.write_files, _LAYOUT.files_of
