from __future__ import annotations

import asyncio
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from demo.local_slack.faults import Fault, Trouble
from demo.local_slack.journal import Direction
from demo.local_slack.refusals import RateLimited, SlackRefusal
from demo.local_slack.web_api.arguments import Arguments, read_arguments
from demo.local_slack.web_api.registry import call
from demo.local_slack.world import World


async def answer_call(world: World, request: Request) -> Response:
    """One call of the Web API: faults first, then token, scope and work; always written down."""
    name = request.path_params["method"]
    fault = world.faults.take(name)
    args, body, status = Arguments({}), {}, 200
    try:
        args = await read_arguments(request)
        if fault is not None and fault.trouble is Trouble.SLOW:
            await asyncio.sleep(fault.seconds)
        if fault is not None:
            refuse_by(fault)
        if not (fault is not None and fault.trouble in (Trouble.RESET_BEFORE, Trouble.SERVER_ERROR)):
            body = {"ok": True, **call(world, name, args, _token(request, args))}
    except RateLimited as refusal:
        body, status = {"ok": False, "error": refusal.error, "retry_after": refusal.seconds}, 429
    except SlackRefusal as refusal:
        body = {"ok": False, "error": refusal.error, **refusal.extra}
    _write_down(world, name, args, body, fault)
    answer = await answer_with(request, fault, body, status)
    granted = world.manifest.scopes
    if granted is not None and body.get("error") not in ("not_authed", "invalid_auth"):
        answer.headers["X-OAuth-Scopes"] = ",".join(sorted(granted))
    return answer


def refuse_by(fault: Fault) -> None:
    """Raises what the fault says, if it is one that Slack puts into words."""
    if fault.trouble is Trouble.RATE_LIMITED:
        raise RateLimited(int(fault.seconds))
    if fault.trouble is Trouble.ERROR:
        raise SlackRefusal(fault.code)


async def answer_with(request: Request, fault: Fault | None, body: dict[str, Any], status: int) -> Response:
    """The answer as the fault leaves it: reset, a server's error page, or cut off in the middle."""
    if fault is not None and fault.trouble in (Trouble.RESET_BEFORE, Trouble.RESET_AFTER):
        request.scope["local_slack.cut"]()
        # The transport tells the server of its end on the loop's next turn; only then is an answer dropped unsent.
        await asyncio.sleep(0.001)
        return PlainTextResponse("")
    if fault is not None and fault.trouble is Trouble.SERVER_ERROR:
        return PlainTextResponse("upstream trouble", status_code=fault.status)
    if fault is not None and fault.trouble is Trouble.GARBAGE:
        text = json.dumps(body)
        return Response(text[: len(text) // 2], media_type="application/json")
    headers = {"Retry-After": str(body["retry_after"])} if status == 429 else {}  # noqa: PLR2004 - HTTP's own number
    shown = {key: value for key, value in body.items() if key != "retry_after"}
    return JSONResponse(shown, status_code=status, headers=headers)


def _token(request: Request, args: Arguments) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token if scheme == "Bearer" else args.text("token")


def _write_down(world: World, name: str, args: Arguments, body: dict[str, Any], fault: Fault | None) -> None:
    error = None if body.get("ok") else str(body.get("error") or (fault and fault.trouble) or "")
    world.journal.write(
        Direction.FROM_BOT,
        name,
        args=args.values,
        answer=body,
        error=error,
        summary=f"{name} {args.text('text')[:80]}".strip(),
    )
