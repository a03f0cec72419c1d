"""The command `songngu init`."""

from pathlib import Path

from tests.commands.invoked import invoke


def test_what_is_there_stays_unless_forced(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    code, out, err = invoke("init", folder)
    assert (code, out) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == ["glossary.yaml", "songngu.toml"]
    assert err.count("wrote ") == 2
    (folder / "glossary.yaml").write_text("mine", encoding="utf-8")
    assert invoke("init", folder)[0] == 2
    assert (folder / "glossary.yaml").read_text(encoding="utf-8") == "mine"
    assert invoke("init", folder, "--force")[0] == 0
