"""The commands of `training`: each says what it does before it does it."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

COMMANDS = sorted(path.stem for path in (Path(__file__).parents[1] / "training").glob("*.py") if "__main__" in path.read_text(encoding="utf-8"))


@pytest.mark.filterwarnings("ignore:.*found in sys.modules:RuntimeWarning")
@pytest.mark.parametrize("name", COMMANDS)
def test_help_tells_and_trains_nothing(name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    source = (Path(__file__).parents[1] / "training" / f"{name}.py").read_text(encoding="utf-8")
    assert "described(__doc__)" in source  # else the next line would train
    monkeypatch.setattr("sys.argv", [name, "--help"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module(f"training.{name}", run_name="__main__")
    assert not ended.value.code
    assert source.split('"""')[1].strip().splitlines()[0] in capsys.readouterr().out
