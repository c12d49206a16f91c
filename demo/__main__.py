"""`python -m demo`: a local Slack to try Dunwell in."""

from __future__ import annotations

import sys

from bot.interrupts import leaving_at_once


def main() -> int:
    """0 once it is stopped, 1 where it could not start."""
    with leaving_at_once():  # until it serves: then it stops what it started
        from demo.trying import try_dunwell

        return try_dunwell()


if __name__ == "__main__":
    sys.exit(main())
