"""Every notebook runs from top to bottom as it lies there, and is kept without outputs."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def executed(request):
    notebook = nbformat.read(request.param, as_version=4)
    assert all(not cell.get("outputs") for cell in notebook.cells), "clear the outputs before committing"
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(FOLDER)}}).execute()
    return request.param.stem, notebook


def outputs(notebook):
    return [output for cell in notebook.cells for output in cell.get("outputs", ())]


def test_it_runs_without_a_warning(executed):
    _, notebook = executed
    assert [output["text"] for output in outputs(notebook) if output.get("name") == "stderr"] == []


def test_the_graph_is_shown_inline(executed):
    _, notebook = executed
    pages = [data["text/html"] for output in outputs(notebook) if "text/html" in (data := output.get("data", {}))]
    assert len(pages) == 1
    assert pages[0].startswith("<iframe")
    assert "srcdoc=" in pages[0]
    assert "Emmanuel Macron" in pages[0]


def test_the_camps_are_told(executed):
    name, notebook = executed
    text = "".join(output.get("text", "") for output in outputs(notebook))
    assert name == "1-first-graph"
    assert "camp 1: " in text
    assert "camp 2: " in text
    assert "foreign-troops" in text
