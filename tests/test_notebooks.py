"""The notebooks run from top to bottom, and are kept with their outputs."""

from __future__ import annotations

import os
from itertools import groupby
from pathlib import Path

import pytest

nbformat = pytest.importorskip("nbformat", reason='notebooks need nbformat: pip install "headcheck[notebook]"')
nbclient = pytest.importorskip("nbclient", reason='notebooks need nbclient: pip install "headcheck[notebook]"')
pytest.importorskip("ipykernel", reason='notebooks need ipykernel: pip install "headcheck[notebook]"')

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NOISY = {"stderr", "error"}


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def kinds(cell) -> list[str]:
    """What sorts of output a cell has, one after another; a slow machine may print one text in pieces."""
    return [kind for kind, _ in groupby(output.get("name", output.output_type) for output in cell.outputs)]


def test_there_are_notebooks() -> None:
    assert NOTEBOOKS


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_kept_and_clean(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    for number, cell in enumerate(code_cells(notebook), 1):
        assert cell.execution_count == number, f"{path.name} was not run from top to bottom: python .ci/refresh"
        assert cell.outputs, f"cell {number} has no output: python .ci/refresh"
        assert not NOISY & set(kinds(cell)), f"cell {number} warns or fails"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_runs_and_prints_the_same_kinds_of_output(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    kept = nbformat.read(path, as_version=4)
    fresh = nbformat.read(path, as_version=4)
    nbclient.NotebookClient(fresh, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}).execute()
    for number, (old, new) in enumerate(zip(code_cells(kept), code_cells(fresh), strict=True), 1):
        assert kinds(new) == kinds(old), f"cell {number}: {new.outputs}"
