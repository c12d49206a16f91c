"""What a figure was measured on: never whose machine it is, nor where on it."""

from __future__ import annotations

import os
import platform
import sqlite3
from pathlib import Path

GIB = 1024**3


def this_machine() -> str:
    """Processor, cores, memory, Python and SQLite, in a line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIB
    parts = (
        _processor(),
        f"{os.cpu_count()} cores",
        f"{memory:.0f} GiB of memory",
        f"{platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}",
        f"SQLite {sqlite3.sqlite_version}",
    )
    return ", ".join(parts)


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or "a processor that does not say its name")
