from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePath
from typing import Any

_MIMETYPES = {"csv": "text/csv", "txt": "text/plain", "json": "application/json", "pdf": "application/pdf"}


@dataclass(kw_only=True, slots=True)
class StoredFile:
    """A file somebody uploaded. `content` is None until the bytes have arrived."""

    id: str
    name: str
    user: str
    created: datetime
    declared_size: int
    content: bytes | None = None
    title: str = ""
    channels: list[str] = field(default_factory=list)
    is_complete: bool = False
    is_deleted: bool = False


class Drawer:
    """All files of the workspace."""

    def __init__(self) -> None:
        self._files: dict[str, StoredFile] = {}

    def expect(self, *, name: str, size: int, user: str, now: datetime) -> StoredFile:
        """Makes room for a file whose bytes will follow."""
        file = StoredFile(
            id=f"F{secrets.token_hex(5).upper()}", name=name, user=user, created=now, declared_size=size, title=name
        )
        self._files[file.id] = file
        return file

    def keep(self, *, name: str, content: bytes, user: str, now: datetime) -> StoredFile:
        """A file that is here at once, as when a person uploads it."""
        file = self.expect(name=name, size=len(content), user=user, now=now)
        file.content, file.is_complete = content, True
        return file

    def find(self, file_id: object) -> StoredFile | None:
        """The file with this id, or None."""
        return self._files.get(str(file_id))

    def throw_away(self, file_id: object) -> None:
        """What is left of a deleted file is that it was there."""
        file = self._files[str(file_id)]
        file.content, file.is_deleted = None, True


def file_object(file: StoredFile, base_url: str) -> dict[str, Any]:
    """The file as Slack describes it in messages and files.info."""
    kind = PurePath(file.name).suffix.lstrip(".").lower()
    slug = re.sub(r"[^a-z0-9._-]+", "_", file.name.lower())
    address = f"{base_url}/files-pri/T0LOCAL-{file.id}"
    return {
        "id": file.id,
        "created": int(file.created.timestamp()),
        "timestamp": int(file.created.timestamp()),
        "name": file.name,
        "title": file.title or file.name,
        "mimetype": _MIMETYPES.get(kind, "application/octet-stream"),
        "filetype": kind or "binary",
        "pretty_type": kind.upper() or "Binary",
        "user": file.user,
        "user_team": "T0LOCAL",
        "editable": False,
        "size": len(file.content or b""),
        "mode": "hosted",
        "is_external": False,
        "is_public": bool(file.channels),
        "url_private": f"{address}/{slug}",
        "url_private_download": f"{address}/download/{slug}",
        "permalink": f"{base_url}/files/{file.user}/{file.id}/{slug}",
        "channels": list(file.channels),
        "file_access": "visible",
    }
