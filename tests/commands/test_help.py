"""The command `songngu help`."""

from tests.commands.invoked import invoke


def test_help_of_a_command() -> None:
    assert invoke("help", "glossary", "lint")[1] == invoke("glossary", "lint", "--help")[1]
    assert invoke("help")[1].splitlines()[2:] == invoke("--help")[1].splitlines()[2:]
    assert invoke("help", "alin") == (2, "", "error: no command 'alin'")
    assert invoke("help", "align", "zzz")[0] == 2
    for command in ("align", "check", "glossary"):
        words = [command] if command != "glossary" else [command, "lint"]
        assert "--verbose" in invoke(*words, "--help")[1] and "--no-progress" in invoke(*words, "--help")[1]
