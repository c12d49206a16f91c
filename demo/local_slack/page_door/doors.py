from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocket

from demo.local_slack.acts import modals, pressing, talking
from demo.local_slack.acts.handing import hand_over
from demo.local_slack.answers import Answer
from demo.local_slack.memory.rooms import Room
from demo.local_slack.page_door.frames import Teller, state_frame
from demo.local_slack.page_door.hub import Hub
from demo.local_slack.people import Person
from demo.local_slack.refusals import CannotDoThat, SlackRefusal
from demo.local_slack.world import World

_FILES = Path(__file__).resolve().parents[2] / "page"
_TROUBLE = "Slack could not reach Dunwell in time. Try again?"

Asked = dict[str, Any]


class PageDoors:
    """What the page asks for, each a small POST that answers in words for a person."""

    def __init__(self, world: World, hub: Hub, teller: Teller) -> None:
        self._world = world
        self._hub = hub
        self._teller = teller

    def routes(self) -> list[Route | WebSocketRoute]:
        """The page's addresses."""
        posts: dict[str, Callable[[Person, Asked], Awaitable[Asked]]] = {
            "say": self._say,
            "action": self._action,
            "suggest": self._suggest,
            "submit": self._submit,
            "close": self._close,
            "shortcut": self._shortcut,
            "home": self._home,
            "read": self._read,
            "calendar": self._calendar,
        }
        return [
            Route("/", self._index),
            Route("/archives/{rest:path}", self._index),
            WebSocketRoute("/page/socket", self._socket),
            Route("/page/health", self._health),
            Route("/page/upload", self._upload, methods=["POST"]),
            Route("/page/choose", self._choose, methods=["POST"]),
            *(Route(f"/page/{name}", self._post(act), methods=["POST"]) for name, act in posts.items()),
            Route("/page/{file:path}", self._file),
        ]

    def _post(self, act: Callable[[Person, Asked], Awaitable[Asked]]) -> Callable[[Request], Awaitable[Response]]:
        async def door(request: Request) -> Response:
            try:
                asked = await request.json()
                person = self._world.workspace.person(str(asked["person"]))
                return JSONResponse({"ok": True, **await act(person, asked)})
            except (CannotDoThat, SlackRefusal) as refusal:
                return JSONResponse({"ok": False, "error": str(refusal)})
            except (KeyError, ValueError, TypeError) as mistake:
                return JSONResponse({"ok": False, "error": f"The page asked for something unclear: {mistake!r}"})

        return door

    async def _say(self, person: Person, asked: Asked) -> Asked:
        room, text = self._room(asked), str(asked["text"])
        if not text.startswith("/"):
            return _outcome(await talking.say(self._world, person, room, text, asked.get("thread_ts")), always=True)
        answer = await talking.slash(self._world, person, room, text)
        frame = {"type": "ack", "what": text, "ms": answer.ms, "ok": answer.ok, "error": answer.error}
        self._hub.publish(frame, only_for=person.id)
        return {}

    async def _action(self, person: Person, asked: Asked) -> Asked:
        answer = await pressing.press(
            self._world,
            person,
            asked["container"],
            asked["action_id"],
            asked.get("block_id"),
            asked.get("action") or {},
            asked.get("state"),
        )
        self._ack(person, asked["action_id"], answer)
        return _outcome(answer)

    async def _suggest(self, person: Person, asked: Asked) -> Asked:
        answer = await pressing.suggest(
            self._world, person, asked["container"], asked["action_id"], asked.get("block_id"), asked.get("value", "")
        )
        found = {"option_groups": answer.option_groups} if answer.option_groups else {"options": answer.options}
        return {**_outcome(answer), **found}

    async def _submit(self, person: Person, asked: Asked) -> Asked:
        values = (asked.get("state") or {}).get("values") or {}
        answer = await modals.submit(self._world, person, asked["view_id"], values)
        self._ack(person, "submit", answer)
        if answer.errors:
            return {"errors": answer.errors}
        return _outcome(answer)

    async def _close(self, person: Person, asked: Asked) -> Asked:
        await modals.close(self._world, person, asked["view_id"], all_of_them=bool(asked.get("all")))
        return {}

    async def _shortcut(self, person: Person, asked: Asked) -> Asked:
        message = {"channel": asked["channel"], "ts": asked["ts"]} if asked.get("ts") else None
        answer = await pressing.shortcut(self._world, person, asked["callback_id"], message)
        self._ack(person, asked["callback_id"], answer)
        return _outcome(answer)

    async def _home(self, person: Person, asked: Asked) -> Asked:
        del asked
        await talking.open_home(self._world, person)
        return {}

    async def _read(self, person: Person, asked: Asked) -> Asked:
        self._teller.read(person.id, self._room(asked))
        return {}

    async def _calendar(self, person: Person, asked: Asked) -> Asked:
        del person
        world, today = self._world, self._world.today()
        if world.on_calendar is None:
            raise CannotDoThat("The calendar does not move here.")
        wanted = date.fromisoformat(asked["date"]) if "date" in asked else today + timedelta(days=int(asked["days"]))
        if wanted < today:
            raise CannotDoThat("The calendar only moves forward.")
        await asyncio.to_thread(world.on_calendar, wanted)
        moved = world.today().isoformat()
        self._hub.publish({"type": "calendar", "today": moved})
        return {"today": moved}

    async def _upload(self, request: Request) -> Response:
        async with request.form() as form:
            file, asked = form.get("file"), {key: str(form.get(key)) for key in ("person", "channel")}
            if not isinstance(file, UploadFile):
                return JSONResponse({"ok": False, "error": "Choose a file first."})
            name, content = file.filename or "file", await file.read()
        try:
            person, room = self._world.workspace.person(asked["person"]), self._room(asked)
            answer = await talking.upload(self._world, person, room, name, content)
        except CannotDoThat as refusal:
            return JSONResponse({"ok": False, "error": str(refusal)})
        return JSONResponse({"ok": True, **_outcome(answer, always=True)})

    async def _choose(self, request: Request) -> Response:
        async with request.form() as form:
            file, person = form.get("file"), str(form.get("person"))
            if not isinstance(file, UploadFile):
                return JSONResponse({"ok": False, "error": "Choose a file first."})
            name, content = file.filename or "file", await file.read()
        try:
            kept = hand_over(self._world, self._world.workspace.person(person), name, content)
        except CannotDoThat as refusal:
            return JSONResponse({"ok": False, "error": str(refusal)})
        return JSONResponse({"ok": True, "file": {"id": kept.id, "name": kept.name, "size": len(content)}})

    async def _socket(self, socket: WebSocket) -> None:
        try:
            # A page that does not say who it is sits in front of whoever is named first.
            asked = socket.query_params.get("person") or next(iter(self._world.workspace.people), "")
            me = self._world.workspace.person(asked).id
        except CannotDoThat:
            await socket.close(4404)
            return
        await self._hub.serve(socket, me, state_frame(self._world, me))

    async def _health(self, request: Request) -> Response:
        del request
        return JSONResponse({"ok": True, "bot_connected": self._world.courier.is_bot_there})

    async def _index(self, request: Request) -> Response:
        del request
        return _static(_FILES / "index.html")

    async def _file(self, request: Request) -> Response:
        return _static(_FILES / request.path_params["file"])

    def _room(self, asked: Asked) -> Room:
        return self._world.workspace.known_room(str(asked["channel"]))

    def _ack(self, person: Person, what: str, answer: Answer) -> None:
        frame = {"type": "ack", "what": what, "ms": answer.ms, "ok": answer.ok, "error": answer.error}
        self._hub.publish(frame, only_for=person.id)


def _static(path: Path) -> Response:
    if _FILES not in path.resolve().parents or not path.is_file() or path.suffix in (".py", ".pyc"):
        return PlainTextResponse("There is no such page.", status_code=404)
    return FileResponse(path, headers={"Cache-Control": "no-store"})


def _outcome(answer: Answer, *, always: bool = False) -> Asked:
    """A bot that did not hear is a refusal to the person, unless the act stands without it (`always`)."""
    if answer.ok or always:
        return {}
    raise CannotDoThat(answer.text or _TROUBLE)
