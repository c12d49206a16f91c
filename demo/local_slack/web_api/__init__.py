"""Importing this package registers every method of the Web API."""

from __future__ import annotations

from demo.local_slack.web_api import chat, conversations, files, reactions, users, views, workspace_info

__all__ = ["chat", "conversations", "files", "reactions", "users", "views", "workspace_info"]
