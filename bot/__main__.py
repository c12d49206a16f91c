"""The door of `dunwell` and of `python -m bot`, which are the same."""

from __future__ import annotations

from bot.interrupts import leaving_at_once


def main() -> None:
    """Runs what the command line says."""
    with leaving_at_once():
        from bot.cli import app
    app()


if __name__ == "__main__":
    main()
