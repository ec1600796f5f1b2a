"""The Nu HTML checker."""

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from tests.support.programs import program, tool


def assert_valid_html(documents: str | Mapping[str, str]) -> None:
    """Fail on any error or warning in a document, or in any of several by name.

    Starting the checker takes seconds: give it all documents of a test at once.
    """
    named = {"document": documents} if isinstance(documents, str) else documents
    command = [program("java"), "-jar", str(tool("vnu-jar/build/dist/vnu.jar"))]
    with TemporaryDirectory() as folder:
        files = {str(number): name for number, name in enumerate(named)}
        for number, name in files.items():
            (Path(folder) / f"{number}.html").write_text(named[name], encoding="utf-8")
        done = subprocess.run(
            [*command, "--format", "json", "--stdout", "--exit-zero-always", folder],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 0, f"The HTML checker failed: {done.stderr}"
    complaints = []
    for message in json.loads(done.stdout)["messages"]:
        if message["type"] != "info" or message.get("subType") == "warning":
            name = files[Path(unquote(urlsplit(message["url"]).path)).stem]
            line, extract = message.get("lastLine", "?"), message.get("extract", "").strip()
            complaints.append(f"{name}, line {line}: {message['message']}\n    {extract}")
    assert not complaints, "Not valid HTML:\n" + "\n".join(complaints)
