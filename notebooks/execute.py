"""Run the notebooks of this folder and keep their outputs: `python notebooks/execute.py`."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from tqdm import tqdm

HERE = Path(__file__).parent


def execute(path: Path, folder: Path = HERE) -> nbformat.NotebookNode:
    """The notebook run from `folder`, with its outputs and without what changes at every run."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        record_timing=False,
        extra_arguments=["--IPKernelApp.log_level=40"],
    )
    client.execute()
    notebook.metadata.pop("language_info", None)  # names the running Python version
    return notebook


def main() -> int:
    """Run all notebooks in place."""
    for path in tqdm(
        sorted(HERE.glob("*.ipynb")), desc="notebooks", disable=not sys.stderr.isatty()
    ):
        nbformat.write(execute(path), path)
        print(f"executed {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
