"""A throw-away JupyterLab, and the few things that tests do in it: open, run, take a picture."""

import json
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import nbformat
from nbformat.sign import NotebookNotary
from playwright.sync_api import BrowserContext, Page

START = 120  # seconds until JupyterLab must answer; under 10 on a machine with nothing else to do
RUN = 300  # seconds that all cells of a notebook may take

SETTINGS = {
    "@jupyterlab/apputils-extension/notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
        "doNotDisturbMode": True,
    },
    # cells out of sight stay on the page, so that tests find what they scroll to
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
}


class Lab:
    """A JupyterLab on loopback that serves a copy of some notebooks.

    Nothing of the reader's own Jupyter is read or written, and the notebooks stay as they are.
    The copies are trusted, as `make lab` trusts the originals.
    """

    def __init__(self, notebooks: Path, folder: Path) -> None:
        self.folder = folder
        self.notebooks = folder / "notebooks"
        self.token = secrets.token_hex(16)
        self.url = f"http://127.0.0.1:{_free_port()}"
        checkpoints = shutil.ignore_patterns(".ipynb_checkpoints")
        shutil.copytree(notebooks, self.notebooks, ignore=checkpoints)

    def __enter__(self) -> Self:
        self._settle()
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                self._command(), env=self._environment(), stdin=subprocess.DEVNULL,
                stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        try:
            self._wait()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """End this server and what it started, and nothing else."""
        try:
            self._signal("SIGTERM")
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self._signal("SIGKILL")
            self.process.wait(20)

    @property
    def _log(self) -> Path:
        return self.folder / "lab.log"

    def _settle(self) -> None:
        for name, values in SETTINGS.items():
            file = self.folder / "settings" / f"{name}.jupyterlab-settings"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(values))
        data = self.folder / "data"
        data.mkdir()
        notary = NotebookNotary(data_dir=str(data))
        for notebook in self.notebooks.rglob("*.ipynb"):
            notary.sign(nbformat.read(notebook, as_version=4))
        notary.store.close()

    def _command(self) -> list[str]:
        return [
            sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1",
            f"--port={self.url.rpartition(':')[2]}", "--ServerApp.port_retries=0",
            f"--ServerApp.root_dir={self.notebooks}", f"--IdentityProvider.token={self.token}",
            "--LabApp.expose_app_in_browser=True",  # gives tests the application's commands
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        ]  # fmt: skip

    def _environment(self) -> dict[str, str]:
        own = {
            "JUPYTER_CONFIG_DIR": "config",
            "JUPYTER_DATA_DIR": "data",
            "JUPYTER_RUNTIME_DIR": "runtime",
            "JUPYTERLAB_SETTINGS_DIR": "settings",
            "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
            "IPYTHONDIR": "ipython",
        }
        added = {"JUPYTER_PATH", "JUPYTER_CONFIG_PATH"}
        kept = {name: value for name, value in os.environ.items() if name not in added}
        return kept | {name: str(self.folder / place) for name, place in own.items()}

    def _wait(self) -> None:
        # No proxy stands between us and loopback, whatever the environment says.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        end = time.monotonic() + START
        while time.monotonic() < end and self.process.poll() is None:
            try:
                opener.open(f"{self.url}/api/status?token={self.token}", timeout=5).close()
            except OSError:
                time.sleep(0.2)
            else:
                return
        raise RuntimeError(f"JupyterLab did not start:\n{self._log.read_text()[-4000:]}")

    def _signal(self, name: str) -> None:
        if self.process.poll() is not None:
            return
        if sys.platform == "win32":  # knows no process groups of this kind
            self.process.terminate()
        else:
            os.killpg(self.process.pid, getattr(signal, name))


@dataclass
class Seen:
    """What pages complained of, and what they asked of the network, in order of time."""

    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        """Record what all pages of the context do from now on."""
        context.on("console", lambda said: self._complained(said.type == "error", said.text))
        context.on("weberror", lambda error: self._complained(True, str(error.error)))
        context.on("request", lambda request: self._asked(request.url))
        context.on("page", lambda page: page.on("websocket", lambda to: self._asked(to.url)))

    def _complained(self, is_error: bool, text: str) -> None:
        if is_error:
            self.errors.append(text)

    def _asked(self, url: str) -> None:
        if re.match(r"(https?|wss?)://(?!127\.0\.0\.1[:/])", url):
            self.outside.append(url)


def open_notebook(page: Page, name: str) -> None:
    """Open one of the Lab's notebooks and wait until its kernel is idle."""
    page.goto(f"/lab/tree/{name}?reset", wait_until="domcontentloaded")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=START * 1000)
    _wait_until_idle(page, START)


def run_all(page: Page) -> list[str]:
    """Run all cells of the open notebook; return the errors of cells, 'name: value'.

    JupyterLab stops at the first error. Counts of execution can't tell when all is done, because
    a stored notebook has them before it runs; JupyterLab's own promise can.
    """
    page.evaluate(
        """() => {
            window.crossreadRan = null;
            window.jupyterapp.commands.execute('notebook:run-all-cells')
                .then(done => { window.crossreadRan = [done]; },
                      error => { window.crossreadRan = [String(error)]; });
        }"""
    )
    page.wait_for_function("window.crossreadRan !== null", timeout=RUN * 1000)
    _wait_until_idle(page, RUN)
    errors = page.evaluate(
        """() => Array.from(window.jupyterapp.shell.currentWidget.content.model.cells)
            .filter(cell => cell.type === 'code')
            .flatMap(cell => cell.outputs.toJSON())
            .filter(output => output.output_type === 'error')
            .map(output => `${output.ename}: ${output.evalue}`)"""
    )
    [done] = page.evaluate("window.crossreadRan")
    return errors if errors or done is True else [f"JupyterLab could not run all cells: {done}"]


def shoot(page: Page, name: str) -> None:
    """Store a picture of the page in the folder $CROSSREAD_SHOTS, if it is set."""
    if folder := os.environ.get("CROSSREAD_SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png")  # makes the folder


def _wait_until_idle(page: Page, seconds: float) -> None:
    page.wait_for_function(
        """() => {
            const context = window.jupyterapp?.shell.currentWidget?.context?.sessionContext;
            return context?.isReady && context.session?.kernel?.status === 'idle'
                && window.jupyterapp.commands.hasCommand('notebook:run-all-cells');
        }""",
        timeout=seconds * 1000,
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
