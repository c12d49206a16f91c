"""The check every letter goes through before a person sees it, and again after a person's edit."""

from reminders.checks.check import flaws_of

__all__ = ["flaws_of"]
