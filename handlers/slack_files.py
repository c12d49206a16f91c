"""Slack where one may wait for it: files read with the bot's token, messages posted and changed. Background only."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from http import HTTPStatus
from pathlib import Path
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from domain.file_import import LARGEST_MB
from handlers.ports import Body, FileLost

SECONDS = 20
LARGEST = LARGEST_MB * 1024 * 1024
LONGEST_WAIT = 5
LONGEST_NAME = 120
_AT_ONCE = 1 << 16
_AGAIN = "Nothing was changed: try again in a moment."
_NO_SCOPE = (
    "Slack does not let Dunwell read the file: its Slack app lacks the scope `files:read`. Whoever runs Dunwell adds it"
    " in the app's settings and installs the app again; `dunwell doctor` says whether it is there. Nothing was changed."
)
_GONE = "The file is no longer in Slack: somebody deleted it. Type `/invoice import` and choose it again."
_GONE_CODES = ("file_not_found", "file_deleted", "file_not_visible")


class PatientSlack:
    """See handlers.ports.Patient."""

    def __init__(self, client: WebClient) -> None:
        """`client` repeats nothing by itself."""
        self._client = client

    def fetch(self, file_id: str, folder: Path) -> Path:
        """See handlers.ports.Patient."""
        file = self._described(file_id)
        name = file_name(str(file.get("name") or ""))
        address = str(file.get("url_private_download") or file.get("url_private") or "")
        if file.get("is_external") or not address.startswith(("https://", "http://")):
            raise FileLost(f"{name} lies outside Slack. Choose a file from your computer.", is_gone=True)
        if int(file.get("size") or 0) > LARGEST:
            raise _too_large(name)
        path = folder / name
        self._download(address, path)
        return path

    def tell(self, slack_id: str, body: Body) -> None:
        """See handlers.ports.Patient."""
        channel = self._asked("conversations.open", users=slack_id)["channel"]["id"]
        self._asked("chat.postMessage", channel=channel, **_words(body))

    def send_files(self, slack_id: str, files: list[tuple[str, bytes]], words: str) -> None:
        """See handlers.ports.Patient."""
        channel = self._asked("conversations.open", users=slack_id)["channel"]["id"]
        uploads = [{"filename": name, "content": content, "title": name} for name, content in files]
        self._client.files_upload_v2(channel=channel, file_uploads=uploads, initial_comment=words)

    def change(self, channel: str, ts: str, body: Body) -> None:
        """See handlers.ports.Patient."""
        self._asked("chat.update", channel=channel, ts=ts, **_words(body))

    def _described(self, file_id: str) -> dict[str, Any]:
        try:
            return dict(self._client.files_info(file=file_id)["file"])
        except SlackApiError as refused:
            code = str(refused.response.get("error") or "")
            if code == "missing_scope":
                raise FileLost(_NO_SCOPE) from refused
            if code in _GONE_CODES:
                raise FileLost(_GONE, is_gone=True) from refused
            raise FileLost(f"Slack did not give the file ({code or 'no reason given'}). {_AGAIN}") from refused
        except (OSError, ValueError, http.client.HTTPException) as lost:
            raise FileLost(f"Slack did not answer while the file was looked up. {_AGAIN}") from lost

    def _download(self, address: str, path: Path) -> None:
        wanted = urllib.request.Request(  # noqa: S310 - an http(s) address, looked at above
            address, headers={"Authorization": f"Bearer {self._client.token}"}
        )
        try:
            with _STRAIGHT.open(wanted, timeout=SECONDS) as answer:
                if answer.headers.get_content_type() == "text/html":
                    raise FileLost(_NO_SCOPE)
                _keep(answer, path)
        except urllib.error.HTTPError as refused:
            raise _refused(refused.code) from refused
        except (OSError, ValueError, http.client.HTTPException) as lost:
            raise FileLost(f"The file did not arrive whole from Slack. {_AGAIN}") from lost

    def _asked(self, method: str, **arguments: Any) -> Any:
        """Asks once more where Slack only wants a pause; then nothing was done by the first time."""
        try:
            return self._client.api_call(method, json=arguments)
        except SlackApiError as refused:
            if refused.response.status_code != HTTPStatus.TOO_MANY_REQUESTS:
                raise
            pause = {name.lower(): value for name, value in refused.response.headers.items()}.get("retry-after", "")
            time.sleep(min(int(pause) if pause.isdecimal() else 1, LONGEST_WAIT))
        return self._client.api_call(method, json=arguments)


def file_name(said: str) -> str:
    """The file's own name, which says whose its invoices are, as a name in a folder and nothing else."""
    name = "".join(letter for letter in said.replace("\\", "/").rpartition("/")[2] if letter.isprintable()).strip()
    stem, dot, kind = name.rpartition(".")
    if len(name) > LONGEST_NAME:
        name = f"{(stem or kind)[: LONGEST_NAME - 10]}{dot}{kind[:9] if stem else ''}"
    return name if name.strip(".") else "file.csv"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Slack leads whoever may not read a file to its sign-in page; the token is taken nowhere else."""

    def redirect_request(self, *_: Any) -> None:
        """Follows none: it is an HTTPError then."""
        return


_STRAIGHT = urllib.request.build_opener(_NoRedirect)


def _keep(answer: Any, path: Path) -> None:
    expected, size = answer.headers.get("Content-Length"), 0
    with path.open("wb") as kept:
        while some := answer.read(_AT_ONCE):
            size += len(some)
            if size > LARGEST:
                raise _too_large(path.name)
            kept.write(some)
    if expected is not None and expected.isdecimal() and size < int(expected):
        raise http.client.IncompleteRead(b"", int(expected) - size)


def _refused(status: int) -> FileLost:
    moved, forbidden = range(300, 400), (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN)
    if status in moved or status in forbidden:
        return FileLost(_NO_SCOPE)
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return FileLost(_GONE, is_gone=True)
    return FileLost(f"Slack did not give the file (HTTP {status}). {_AGAIN}")


def _too_large(name: str) -> FileLost:
    words = f"{name} is larger than {LARGEST_MB} MB. Import it with `dunwell import` on the machine Dunwell runs on."
    return FileLost(words, is_gone=True)


def _words(body: Body) -> Body:
    return {key: value for key, value in body.items() if key != "response_type"}
