"""What the numbers were measured on."""

import os
import platform
import subprocess
from importlib.metadata import version
from pathlib import Path


def machine() -> str:
    """One paragraph: processor, cores, load, and the versions that matter."""
    cpu = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            cpu = line.partition(":")[2].strip()
            break
    nginx = subprocess.run(["nginx", "-v"], capture_output=True, text=True).stderr  # noqa: S607
    busy = os.getloadavg()[0]
    return (
        f"{cpu}, {os.cpu_count()} cores, {busy:.1f} busy before it began; "
        f"Python {platform.python_version()}, Django {version('django')}, "
        f"Wagtail {version('wagtail')}, gunicorn {version('gunicorn')}, "
        f"nginx {nginx.strip().rpartition('/')[2]}; SQLite, one process.\n"
    )
