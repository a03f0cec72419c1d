"""What is said where the system lets a file not be written."""

import errno
import os

import pytest

from songngu.corpus.errors import SongnguError, UsageError
from songngu.corpus.files.refusal import explained, permitted


def failing(number: int) -> OSError:
    return OSError(number, os.strerror(number))


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOTDIR])
def test_what_is_not_permitted_is_the_callers_affair(number: int) -> None:
    with pytest.raises(UsageError, match=r"cannot write out/a\.tsv"), permitted("out/a.tsv"):
        raise failing(number)


def test_a_full_disk_is_explained_outside() -> None:
    with (
        pytest.raises(SongnguError, match=r"cannot write a\.tsv: the disk is full") as caught,
        explained("a.tsv"),
        permitted("a.tsv"),
    ):
        raise failing(errno.ENOSPC)
    assert not isinstance(caught.value, UsageError)
    assert "the old file" in (caught.value.hint or "")


def test_a_device_that_fails_is_told_and_other_errors_pass() -> None:
    with pytest.raises(SongnguError, match=r"cannot write a\.tsv"), explained("a.tsv"):
        raise failing(errno.EIO)
    with pytest.raises(FileNotFoundError), explained("a.tsv"):
        raise failing(errno.ENOENT)
