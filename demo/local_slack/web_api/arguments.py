from __future__ import annotations

import json
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from demo.local_slack.refusals import SlackRefusal

_JSON_INSIDE = ("blocks", "view", "metadata", "attachments", "files", "unfurls")
_TRUE = (True, "true", "1", "True", 1)


class Arguments:
    """The arguments of one call, however they were sent: query, form, multipart or JSON."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values

    def get(self, name: str, default: Any = None) -> Any:
        """The argument as sent; JSON inside a form field is already read."""
        value = self.values.get(name)
        return default if value is None else value

    def text(self, name: str) -> str:
        """The argument as text, "" when it is missing."""
        return str(self.get(name, ""))

    def required(self, name: str) -> str:
        """The argument as text. Refuses `invalid_arguments` when it is missing."""
        value = self.text(name)
        if not value:
            message = f"[ERROR] missing required field: {name}"
            raise SlackRefusal("invalid_arguments", response_metadata={"messages": [message]})
        return value

    def flag(self, name: str) -> bool:
        """The argument as yes or no."""
        return self.get(name) in _TRUE

    def number(self, name: str, default: int) -> int:
        """The argument as a whole number, the default when it is missing. Refuses `invalid_arguments` otherwise."""
        value = self.get(name, default)
        try:
            return int(value)
        except (TypeError, ValueError):
            raise SlackRefusal("invalid_arguments") from None


async def read_arguments(request: Request) -> Arguments:
    """Reads query, form, multipart or JSON. Refuses `invalid_json` and `invalid_form_data`."""
    values: dict[str, Any] = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        values |= _object(await request.body())
    else:
        async with request.form() as form:
            values |= {key: value for key, value in form.items() if not isinstance(value, UploadFile)}
    for name in _JSON_INSIDE:
        if isinstance(values.get(name), str) and values[name]:
            values[name] = _read(values[name], name)
    return Arguments(values)


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        raise SlackRefusal("invalid_json") from None
    if not isinstance(value, dict):
        raise SlackRefusal("json_not_object")
    return value


def _read(text: str, name: str) -> Any:
    errors = {"blocks": "invalid_blocks_format", "metadata": "invalid_metadata_format"}
    try:
        return json.loads(text)
    except ValueError:
        raise SlackRefusal(errors.get(name, "invalid_arguments")) from None
