from __future__ import annotations

import asyncio
from urllib.parse import quote, unquote

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import ASGIApp
from starlette.websockets import WebSocket

from demo.local_slack.acts.replies import answer_address
from demo.local_slack.faults import Trouble
from demo.local_slack.guard import OnlyFromHere
from demo.local_slack.journal import Direction
from demo.local_slack.page_door.doors import PageDoors
from demo.local_slack.refusals import RateLimited, SlackRefusal
from demo.local_slack.web_api.arguments import read_arguments
from demo.local_slack.web_api.endpoint import answer_call, answer_with, refuse_by
from demo.local_slack.world import World

_GONE, _BAD = 404, 400


def web_application(world: World, doors: PageDoors) -> ASGIApp:
    """Everything the local Slack serves: the Web API, Socket Mode, response_urls, files and the page."""
    outside = _Outside(world)
    routes: list[BaseRoute] = [
        Route("/api/{method}", outside.call, methods=["GET", "POST"]),
        WebSocketRoute("/link/", outside.link),
        Route("/response/{rest:path}", outside.response_url, methods=["POST"]),
        Route("/upload/v1/{file_id}", outside.upload, methods=["POST"]),
        Route("/files-pri/{file}/{rest:path}", outside.download),
        Route("/signin", outside.sign_in),
        *doors.routes(),
    ]
    return OnlyFromHere(Starlette(routes=routes))


class _Outside:
    def __init__(self, world: World) -> None:
        self._world = world

    async def call(self, request: Request) -> Response:
        return await answer_call(self._world, request)

    async def link(self, socket: WebSocket) -> None:
        await self._world.courier.sockets.serve(socket)

    async def response_url(self, request: Request) -> Response:
        fault = self._world.faults.take("response_url")
        args = await read_arguments(request)
        error: SlackRefusal | None = None
        status = 200
        try:
            if fault is not None:
                refuse_by(fault)
            if fault is None or fault.trouble not in (Trouble.RESET_BEFORE, Trouble.SERVER_ERROR):
                answer_address(self._world, unquote(request.url.path), args.values)
        except RateLimited as refusal:
            error, status = refusal, 429
        except SlackRefusal as refusal:
            error, status = refusal, _GONE if refusal.error == "expired_url" else _BAD
        body = {"ok": error is None, **({"error": error.error, **error.extra} if error else {})}
        if isinstance(error, RateLimited):
            body["retry_after"] = error.seconds
        self._world.journal.write(
            Direction.FROM_BOT, "response_url", args=args.values, answer=body, error=error.error if error else None
        )
        return await answer_with(request, fault, body, status)

    async def upload(self, request: Request) -> Response:
        file = self._world.drawer.find(request.path_params["file_id"])
        if file is None or file.content is not None:
            return PlainTextResponse("gone", status_code=_GONE)
        fault, content = self._world.faults.take("upload"), await _sent_bytes(request)
        told = {"file": file.id, "size": len(content)}
        if fault is not None and fault.trouble is not Trouble.RESET_AFTER:
            self._world.journal.write(Direction.FROM_BOT, "upload", args=told, answer=None, error=str(fault.trouble))
            return await answer_with(request, fault, {}, 200)
        file.content = content
        self._world.journal.write(Direction.FROM_BOT, "upload", args=told, answer={"ok": True})
        if fault is not None:
            return await answer_with(request, fault, {}, 200)
        return PlainTextResponse(f"OK - {len(content)}")

    async def download(self, request: Request) -> Response:
        """Bytes for the bot with its token and `files:read`, and for the page by its person; Slack leads others to its
        sign-in page."""
        fault = self._world.faults.take("download")
        if fault is not None and fault.trouble is Trouble.SLOW:
            await asyncio.sleep(fault.seconds)
        elif fault is not None:
            return await answer_with(request, fault, {}, 200)
        file = self._world.drawer.find(request.path_params["file"].partition("-")[2])
        is_page = request.headers.get("sec-fetch-site") in ("same-origin", "none")
        if not (self._may_read(request) or is_page):
            return RedirectResponse(f"/signin?redir={quote(request.url.path)}", status_code=302)
        if file is None or file.content is None:
            return JSONResponse({"ok": False, "error": "file_not_found"}, status_code=_GONE)
        headers = {"Content-Disposition": f'attachment; filename="{file.id}"', "X-Content-Type-Options": "nosniff"}
        return Response(file.content, media_type="application/octet-stream", headers=headers)

    async def sign_in(self, request: Request) -> Response:
        del request
        return Response("<!DOCTYPE html><html><body>Sign in</body></html>", media_type="text/html")

    def _may_read(self, request: Request) -> bool:
        scopes = self._world.manifest.scopes
        is_bot = request.headers.get("authorization") == f"Bearer {self._world.keys.bot_token}"
        return is_bot and not self._world.faults.is_token_revoked and (scopes is None or "files:read" in scopes)


async def _sent_bytes(request: Request) -> bytes:
    """The file's bytes, sent as the body itself or as the one file of a form."""
    if "multipart" not in request.headers.get("content-type", ""):
        return await request.body()
    async with request.form() as form:
        sent = next((value for value in form.values() if not isinstance(value, str)), None)
        return await sent.read() if sent is not None else b""
