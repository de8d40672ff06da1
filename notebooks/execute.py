"""Run the notebooks of this folder and keep their outputs: `python notebooks/execute.py`."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from queue import Empty
from typing import TYPE_CHECKING, Any

import nbformat
from jupyter_client.asynchronous.client import AsyncKernelClient
from jupyter_client.channels import AsyncZMQSocketChannel
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from tqdm import tqdm
from traitlets import Type

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent


class Channel(AsyncZMQSocketChannel):
    """Asks for a message every second.

    About one run in ten, a reply that has arrived is not noticed before the timeout of the whole
    cell has passed (pyzmq wakes the event loop once, and that once can be lost).
    """

    async def get_msg(self, timeout: float | None = None) -> dict[str, Any]:  # noqa: ASYNC109
        """The next message; raises `queue.Empty` after `timeout` seconds."""
        end = None if timeout is None else time.monotonic() + timeout
        while True:
            left = 1.0 if end is None else min(1.0, max(end - time.monotonic(), 0.0))
            try:
                return await super().get_msg(timeout=left)
            except Empty:
                if end is not None and time.monotonic() >= end:
                    raise


class Client(AsyncKernelClient):
    """A kernel client with such channels."""

    shell_channel_class = Type(Channel)
    iopub_channel_class = Type(Channel)


class Manager(AsyncKernelManager):
    """A kernel manager with such a client."""

    client_factory = Type(Client)


def execute(
    path: Path, folder: Path = HERE, kernel: Manager | None = None
) -> nbformat.NotebookNode:
    """The notebook run from `folder`, with its outputs and without what changes at every run.

    Args:
        path: The notebook; it stays as it is.
        folder: Where it runs.
        kernel: Runs it after forgetting every name it knew, and goes on; else one of its own.
    """
    notebook = nbformat.read(path, as_version=4)
    if kernel is not None:
        notebook.cells.insert(0, nbformat.v4.new_code_cell("%reset -f"))
    client = NotebookClient(
        notebook,
        km=kernel,
        timeout=300,
        kernel_name="python3",
        kernel_manager_class=Manager,
        resources={"metadata": {"path": str(folder)}},
        record_timing=False,
        extra_arguments=["--IPKernelApp.log_level=40"],
    )
    client.execute()
    if kernel is not None:
        del notebook.cells[0]
        client.kc.stop_channels()
    notebook.metadata.pop("language_info", None)  # names the running Python version
    _drop_widgets(notebook)
    return notebook


def _drop_widgets(notebook: nbformat.NotebookNode) -> None:
    """A chooser lives only as long as its kernel; the picture above it is what is kept."""
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [
                output
                for output in cell.outputs
                if "application/vnd.jupyter.widget-view+json" not in output.get("data", {})
            ]


def main(names: Sequence[str] = ()) -> int:
    """Run all notebooks in place, or those named."""
    paths = [HERE / name for name in names] or sorted(HERE.glob("*.ipynb"))
    for path in tqdm(paths, desc="notebooks", disable=not sys.stderr.isatty()):
        nbformat.write(execute(path), path)
        print(f"executed {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
