"""A real browser for the tests: Chromium without a window, spoken to through a pipe by its DevTools protocol.

In: the path of a page. Out: what the page shows, measured and pictured; every request it made and every fault it reported.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PROGRAM = next((name for name in ("chromium", "chromium-browser", "google-chrome") if shutil.which(name)), None)
FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--remote-debugging-pipe")

START = "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execvp(sys.argv[3], sys.argv[3:])"
"""The browser listens on file 3 and answers on file 4."""


class Page:
    """One page of the browser. ``requests`` are the addresses it asked for, ``faults`` what its script could not do."""

    def __init__(self, write: int, read: int) -> None:
        self.write, self.read, self.rest, self.number, self.session = write, read, b"", 0, ""
        self.requests: list[str] = []
        self.faults: list[str] = []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    def call(self, method: str, **params: Any) -> Any:
        """Return what the browser answers; events that come before are noted."""
        self.number += 1
        order = {"id": self.number, "method": method, "params": params, **({"sessionId": self.session} if self.session else {})}
        os.write(self.write, json.dumps(order).encode() + b"\0")
        while (said := self._said()).get("id") != self.number:
            self._note(said)
        assert "error" not in said, said
        return said["result"]

    def _said(self) -> dict[str, Any]:
        while b"\0" not in self.rest:
            more = os.read(self.read, 1 << 20)
            assert more, "the browser ended"
            self.rest += more
        first, _, self.rest = self.rest.partition(b"\0")
        return dict(json.loads(first))

    def _note(self, said: dict[str, Any]) -> None:
        method, params = said.get("method"), said.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.faults.append(str(params["exceptionDetails"]))
        elif method == "Log.entryAdded" and params["entry"]["level"] == "error":
            self.faults.append(params["entry"]["text"])

    def open(self, path: Path, hash_: str = "", width: int = 1280, height: int = 900) -> None:
        """Load a page from the disk in a window of a size; a narrow one is a phone."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 500)
        self.call("Page.navigate", url="about:blank")
        self.call("Page.navigate", url=path.as_uri() + hash_)
        self.do("new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', done))")

    def do(self, script: str) -> Any:
        """Return the value of a script in the page, waited for."""
        found = self.call("Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def settled(self, script: str) -> Any:
        """Run a script, let the page answer what it set off, and return when it has drawn."""
        self.do(script)
        return self.do("new Promise(done => setTimeout(() => requestAnimationFrame(() => done()), 300))")

    def picture(self, whole: bool = False) -> bytes:
        """Return a PNG of what is seen, or of the whole page."""
        shot = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        return base64.b64decode(shot["data"])

    def pdf(self) -> bytes:
        """Return the page as it is printed, on the paper the page asks for."""
        return base64.b64decode(self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"])


@contextlib.contextmanager
def browser(profile: Path) -> Iterator[Page]:
    """Yield a page of a browser of its own, which ends with the block."""
    orders_out, orders_in = os.pipe()
    answers_out, answers_in = os.pipe()
    ends = (str(orders_out), str(answers_in))
    command = [sys.executable, "-c", START, *ends, str(PROGRAM), *FLAGS, f"--user-data-dir={profile}", "about:blank"]
    process = subprocess.Popen(command, pass_fds=(orders_out, answers_in), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(orders_out)
    os.close(answers_in)
    try:
        page = Page(orders_in, answers_out)
        yield page
        page.session = ""
        page.call("Browser.close")
    finally:
        os.close(orders_in)
        os.close(answers_out)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
