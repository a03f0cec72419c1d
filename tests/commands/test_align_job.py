"""What `songngu align` is asked for."""

import pytest

from songngu.commands.align_job import tell_encoder


class Noted:
    def encoder_notes(self) -> list[str]:
        return ["the encoder took 2 s", "warning: the encoder was left out"]


@pytest.mark.parametrize(("quiet", "told"), [(False, 2), (True, 1)])
def test_warnings_are_heard_even_when_quiet(quiet: bool, told: int, capsys: pytest.CaptureFixture[str]) -> None:
    tell_encoder(Noted(), quiet=quiet)  # type: ignore[arg-type]
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == told
    assert lines[-1].startswith("warning")
