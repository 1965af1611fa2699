"""Drive the Firefox that is installed, by WebDriver BiDi: Playwright drives only its own."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any, Self

import websocket

NAMES = ("firefox-esr", "firefox")
HOW_TO_GET_ONE = "install Firefox, or name one in CROSSREAD_FIREFOX"
PREFERENCES = {
    "network.proxy.type": 1,  # every address leads to a port on which nobody listens
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "app.normandy.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}


def find() -> str | None:
    """Find the Firefox that was asked for, or one that is installed."""
    asked = os.environ.get("CROSSREAD_FIREFOX")
    return shutil.which(asked) if asked else next(filter(None, map(shutil.which, NAMES)), None)


class Firefox:
    """A Firefox without a window, one tab of it; what the tab asks for and complains of is kept."""

    def __init__(self, program: str, profile: Path) -> None:
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in PREFERENCES.items()]
        (profile / "user.js").write_text("\n".join(lines))
        self.command = [program, "--headless", "--no-remote", "--profile", str(profile)]
        self.requests: list[str] = []
        self.errors: list[str] = []
        self._n = 0

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            [*self.command, "--remote-debugging-port", "0"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            said = next(line for line in self.process.stderr if "WebDriver BiDi" in line)
            address = re.search(r"ws://\S+", said)[0]
            self._socket = websocket.create_connection(
                f"{address}/session", timeout=60, suppress_origin=True
            )
            self.call("session.new", capabilities={})
            self.call("session.subscribe", events=["network.beforeRequestSent", "log.entryAdded"])
            self.tab = self.call("browsingContext.create", type="tab")["context"]
        except BaseException:
            self.process.kill()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()
        self.process.terminate()
        self.process.wait(20)

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and wait for its result; events that come in between are kept."""
        self._n += 1
        self._socket.send(json.dumps({"id": self._n, "method": method, "params": params}))
        while (message := json.loads(self._socket.recv())).get("id") != self._n:
            self._keep(message)
        if message["type"] == "error":
            raise RuntimeError(f"{method}: {message['message']}")
        return message["result"]

    def _keep(self, message: dict[str, Any]) -> None:
        params = message.get("params", {})
        if params.get("context", params.get("source", {}).get("context")) != self.tab:
            return
        if message["method"] == "network.beforeRequestSent":
            self.requests.append(params["request"]["url"])
        elif params["level"] == "error":
            self.errors.append(params["text"])

    def open(self, path: Path) -> None:
        """Open a file, and wait until its script has drawn everything."""
        self.call("browsingContext.navigate", context=self.tab, url=path.as_uri(), wait="complete")

    def ask(self, expression: str) -> Any:
        """Evaluate an expression of JavaScript, a promise too, to something that JSON holds."""
        result = self.call(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self.tab},
            awaitPromise=True,
        )
        if result["type"] == "exception":
            raise RuntimeError(result["exceptionDetails"]["text"])
        return json.loads(result["result"].get("value", "null"))
