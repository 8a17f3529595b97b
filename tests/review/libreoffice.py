"""LibreOffice accepts and rejects: its own commands, run by a macro in a profile of its own, write Word files again.

In: .docx files by name. Out: the same as LibreOffice writes them, all changes accepted, rejected or left.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

Verdict = Literal["accept", "reject", "keep"]
SECONDS = 900
LIBRARY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE library:{0} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{0}.dtd">\n'
)
SPACE = 'xmlns:library="http://openoffice.org/2000/library"'
ONE = f'<library:library {SPACE} library:name="Standard" library:readonly="false" library:passwordprotected="false">{{}}</library:library>'
ALL = (
    f'<library:libraries {SPACE} xmlns:xlink="http://www.w3.org/1999/xlink">'
    '<library:library library:name="Standard" library:link="false"/></library:libraries>'
)
MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Settle" script:language="StarBasic">
Sub Main(folder As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim kept(0) As New com.sun.star.beans.PropertyValue
  Dim none()
  Dim names(2000) As String
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  kept(0).Name = "FilterName"
  kept(0).Value = "MS Word 2007 XML"
  dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
  count = 0
  name = Dir(folder &amp; "/*.docx")
  Do While name &lt;&gt; ""
    names(count) = name
    count = count + 1
    name = Dir()
  Loop
  For n = 0 To count - 1
    word = StarDesktop.loadComponentFromURL(ConvertToURL(folder &amp; "/" &amp; names(n)), "_blank", 0, hidden())
    frame = word.CurrentController.Frame
    If Left(names(n), 7) = "accept." Then dispatcher.executeDispatch(frame, ".uno:AcceptAllTrackedChanges", "", 0, none())
    If Left(names(n), 7) = "reject." Then dispatcher.executeDispatch(frame, ".uno:RejectAllTrackedChanges", "", 0, none())
    word.storeToURL(ConvertToURL(folder &amp; "/done/" &amp; names(n)), kept())
    word.close(True)
  Next
  StarDesktop.terminate()
End Sub
</script:module>
"""


def settled(files: Mapping[tuple[Verdict, str], bytes], folder: Path) -> dict[tuple[Verdict, str], bytes]:
    """Return the files as LibreOffice writes them after the verdict on all changes."""
    profile, office = folder / "profile", shutil.which("soffice")
    assert office is not None
    (folder / "done").mkdir()
    for (verdict, name), data in files.items():
        (folder / f"{verdict}.{name}.docx").write_bytes(data)
    _run(office, profile, folder, "--terminate_after_init")  # fills a new profile, and would put its own macros over ours
    _lay(profile / "user" / "basic")
    said = _run(office, profile, folder, f'macro:///Standard.Settle.Main("{folder}")')
    found = {}
    for verdict, name in files:
        made = folder / "done" / f"{verdict}.{name}.docx"
        assert made.exists(), f"{made.name}: {said}"
        found[verdict, name] = made.read_bytes()
    return found


def _run(office: str, profile: Path, folder: Path, *words: str) -> str:
    call = [office, "--headless", f"-env:UserInstallation={profile.as_uri()}", *words]
    done = subprocess.run(call, cwd=folder, env={**os.environ, "HOME": str(folder)}, capture_output=True, timeout=SECONDS, check=False)
    return done.stderr.decode(errors="replace")


def _lay(basic: Path) -> None:
    """Put the macro into the profile's own library."""
    standard = basic / "Standard"
    standard.mkdir(parents=True, exist_ok=True)
    for kind in ("script", "dialog"):
        (basic / f"{kind}.xlc").write_text(LIBRARY.format("libraries") + ALL, encoding="utf-8")
        element = '<library:element library:name="Settle"/>' if kind == "script" else ""
        (standard / f"{kind}.xlb").write_text(LIBRARY.format("library") + ONE.format(element), encoding="utf-8")
    (standard / "Settle.xba").write_text(MACRO, encoding="utf-8")
