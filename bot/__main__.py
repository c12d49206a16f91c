"""The door of `dunwell` and of `python -m bot`, which are the same. Ctrl+C ends it without a trace at any moment, also
while Python still reads the modules."""

from __future__ import annotations

import sys

# What a shell expects of a program that was interrupted.
INTERRUPTED = 130


def main() -> None:
    """Runs what the command line says."""
    try:
        from bot.cli import app

        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
