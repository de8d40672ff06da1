"""A real browser and a real JupyterLab server for the tests that look at what people see."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium import webdriver

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
INSTALL = "apt-get install chromium chromium-driver (or tests/setup_machine.sh) installs them"


def formats() -> Any:
    """The module nbformat, which takes four seconds to import: only the process that needs it does."""
    import nbformat

    return nbformat


def missing(what: str) -> NoReturn:
    """People may lack a browser; the machine that guards the main branch may not."""
    reason = f"no {what} found, so nothing was looked at in a browser: {INSTALL}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@contextlib.contextmanager
def chromium(profile: Path) -> Iterator[webdriver.Chrome]:
    """Chromium without a window, with a profile of its own, that asks nothing of the network."""
    from selenium import webdriver

    binary = next(filter(None, map(shutil.which, CHROMIUM)), None)
    driver = shutil.which("chromedriver")
    if binary is None:
        missing("chromium")
    if driver is None:
        missing("chromedriver")
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--no-proxy-server",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en-US",
        "--window-size=1400,1000",
        f"--user-data-dir={profile}",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with pytest.MonkeyPatch.context() as patch:
        # The driver is given, so Selenium has nothing to fetch; this says that it must not.
        patch.setenv("SE_OFFLINE", "true")
        patch.setenv("SE_AVOID_STATS", "true")
        # A proxy of the machine is not for the way to the driver on the machine itself.
        patch.setenv("NO_PROXY", "localhost,127.0.0.1")
        patch.setenv("no_proxy", "localhost,127.0.0.1")
        service = webdriver.ChromeService(executable_path=driver)
        browser = webdriver.Chrome(options=options, service=service)
        try:
            yield browser
        finally:
            browser.quit()


@dataclass(frozen=True)
class Server:
    """A running JupyterLab."""

    port: int
    token: str
    log: Path

    def page(self, notebook: str) -> str:
        """The address of a notebook under the server's root folder."""
        return f"http://127.0.0.1:{self.port}/lab/tree/{notebook}?token={self.token}"

    def answers(self) -> bool:
        """Whether the server is up."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/api/status", headers={"Authorization": self._token})
            return connection.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    @property
    def _token(self) -> str:
        return f"token {self.token}"


@contextlib.contextmanager
def jupyterlab(root: Path, own: Path) -> Iterator[Server]:
    """JupyterLab over the folder `root`; what it keeps for itself goes into the folder `own`."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
    server = Server(port, secrets.token_hex(16), own / "jupyterlab.log")
    _settings(own / "settings")
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--allow-root",
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={root}",
        f"--IdentityProvider.token={server.token}",
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]
    with server.log.open("wb") as log:
        process = subprocess.Popen(
            command,
            cwd=root,
            env=_environment(own),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait_until_up(server, process)
            yield server
        finally:
            _stop(process)


def _settings(folder: Path) -> None:
    """Every cell stands in the page, also those out of sight, and no dialog asks about news."""
    for name, values in {
        "notebook-extension/tracker": {"windowingMode": "none"},
        "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    }.items():
        path = folder / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(values), "utf-8")


def _environment(own: Path) -> dict[str, str]:
    """The kernel and the widgets come from the environment of the tests, all else from `own`."""
    kept = {
        name: value
        for name, value in os.environ.items()
        # A chosen backend of matplotlib would take the place of the one that draws in notebooks.
        if not name.startswith(("JUPYTER", "IPYTHON")) and name != "MPLBACKEND"
    }
    folders = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
        "IPYTHONDIR": "ipython",
    }
    return kept | {name: str(own / folder) for name, folder in folders.items()}


def _wait_until_up(server: Server, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 120
    while not server.answers():
        if process.poll() is not None or time.monotonic() > end:
            pytest.fail(f"JupyterLab did not start:\n{server.log.read_text('utf-8')}")
        time.sleep(0.2)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask first: only then does the server end its kernels, which are not of its group."""
    process.terminate()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(timeout=30)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=30)
