"""A local server that speaks as a language model does; a test says how it answers each prompt."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from reminders.writers.model import ModelWriter


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """One answer: the words, or an error status; after a wait."""

    content: str = ""
    status: int = 200
    wait: float = 0.0


@dataclass(slots=True)
class PlayingModel:
    """What was asked, the budget, and a writer that talks to it."""

    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    budget: int = 100
    tokens: int = 0

    def writer(self, *, seconds: float = 5.0) -> ModelWriter:
        """The model writer, pointed here."""
        return ModelWriter(
            model="playing",
            api_key="none",
            base_url=self.url,
            take=self._take,
            used=self._used,
            seconds=seconds,
        )

    @property
    def prompts(self) -> list[str]:
        """The words it was asked with."""
        return [str(request["messages"][-1]["content"]) for request in self.asked]

    def _take(self) -> bool:
        self.budget -= 1
        return self.budget >= 0

    def _used(self, tokens: int) -> None:
        self.tokens += tokens


def texts(**said: str) -> str:
    """The four texts as JSON, harmless where nothing else is said."""
    plain = {
        "subject": "About {{ what }}",
        "pick_up": "Thank you for getting back to us.",
        "request": "Could you let us know when we can expect {{ total }}?",
        "closing": "Thank you, and have a good week.",
    }
    return json.dumps({**plain, **said})


@contextmanager
def playing(answer: Callable[[str], Reply]) -> Iterator[PlayingModel]:
    """Serves on loopback while the block runs; `answer` is given the prompt."""
    played = PlayingModel(url="")

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            played.asked.append({**asked, "path": self.path})
            reply = answer(str(asked["messages"][-1]["content"]))
            time.sleep(reply.wait)
            body = json.dumps(
                {
                    "id": "chat",
                    "object": "chat.completion",
                    "created": 0,
                    "model": "playing",
                    "choices": [
                        {
                            "index": 0,
                            "finish_reason": "stop",
                            "message": {"role": "assistant", "content": reply.content},
                        }
                    ],
                    "usage": {"prompt_tokens": 40, "completion_tokens": 2, "total_tokens": 42},
                }
            ).encode()
            self.send_response(reply.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    played.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    try:
        yield played
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
