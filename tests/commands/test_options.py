"""What options of several commands have in common."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from songngu.commands.options import check_streams
from songngu.corpus.errors import UsageError


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes")
def test_a_pipe_without_a_suffix_is_told_of_the_option_that_names_its_format(tmp_path: Path) -> None:
    pipe, named = tmp_path / "pipe", tmp_path / "pipe.tmx"
    os.mkfifo(pipe)
    os.mkfifo(named)
    with pytest.raises(UsageError, match="pipe without a suffix to tell the format: --from names it"):
        check_streams([str(named), str(pipe)], None, "--from")
    check_streams([str(pipe)], "tmx", "--from")
    check_streams([str(named), str(tmp_path)], None, "--from")
