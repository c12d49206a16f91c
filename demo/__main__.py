"""`python -m demo`. Ctrl+C ends it without a trace at any moment, also while Python still reads the modules."""

from __future__ import annotations

import sys

# What a shell expects of a program that was interrupted.
INTERRUPTED = 130


def main() -> int:
    """0 once it is stopped, 1 where it could not start."""
    try:
        from demo.trying import try_dunwell

        return try_dunwell()
    except KeyboardInterrupt:
        return INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
