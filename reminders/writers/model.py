"""The model writer: asks an OpenAI-compatible endpoint for words with slots. The one door to `openai`.

Slow and fallible by nature, so it is asked outside any transaction, with a timeout, bounded tries and a budget a day;
whatever goes wrong is ModelUnavailable, and the template writes instead.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from domain.letter import Facts, Flaw, Words
from reminders.writers import ModelUnavailable
from reminders.writers.question import Said, framed, question, version

if TYPE_CHECKING:
    from openai import OpenAI

TRIES = 2
SECONDS = 30.0
LONGEST_ANSWER = 800
"""Tokens: four short texts fit several times over."""
_NOT_REACHED = "The language model could not be reached"
_SCHEMA = {
    "type": "json_schema",
    "json_schema": {
        "name": "letter",
        "strict": True,
        "schema": {
            "type": "object",
            "properties": {name: {"type": "string"} for name in Said.model_fields},
            "required": list(Said.model_fields),
            "additionalProperties": False,
        },
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelWriter:
    """Satisfies reminders.writers.Model. `take` takes one question of the day's budget, False where none is left;
    `used` is told what one cost in tokens. `base_url` None is OpenAI's own."""

    model: str
    api_key: str
    take: Callable[[], bool]
    used: Callable[[int], None]
    base_url: str | None = None
    seconds: float = SECONDS

    @property
    def prompt_version(self) -> str:
        """Which prompt, and which model."""
        return f"{version()} {self.model}"[:32]

    def write(self, facts: Facts, faults: tuple[Flaw, ...] = ()) -> Words:
        """See reminders.writers.Model."""
        prompt = question(facts, faults)
        last = ModelUnavailable("The language model was not asked.")
        with self._client() as client:
            for _ in range(TRIES):
                if not self.take():
                    raise ModelUnavailable("The language model's budget for today is used up.")
                try:
                    return framed(self._ask(client, prompt), facts.language)
                except _Again as again:
                    last = ModelUnavailable(again.words)
        raise last

    def _client(self) -> OpenAI:
        from openai import OpenAI  # 0.6 s: only who uses it pays

        # No tries of its own: each of ours is counted against the budget.
        return OpenAI(api_key=self.api_key, base_url=self.base_url, timeout=self.seconds, max_retries=0)

    def _ask(self, client: OpenAI, prompt: str) -> Said:
        import openai

        shape: Any = _SCHEMA
        messages: Any = [{"role": "user", "content": prompt}]
        try:
            answer = client.chat.completions.create(
                model=self.model, messages=messages, response_format=shape, max_tokens=LONGEST_ANSWER
            )
        except (openai.APITimeoutError, openai.APIConnectionError, openai.RateLimitError) as slow:
            raise _Again(f"{_NOT_REACHED} ({type(slow).__name__}).") from slow
        except openai.APIStatusError as refused:
            if refused.status_code >= _SERVERS_FAULT:
                raise _Again(f"{_NOT_REACHED} (it answered {refused.status_code}).") from refused
            raise ModelUnavailable(f"The language model refused ({refused.status_code}).") from refused
        except (openai.OpenAIError, ValueError) as strange:
            raise _Again(f"{_NOT_REACHED} ({type(strange).__name__}).") from strange
        if answer.usage is not None:
            self.used(answer.usage.total_tokens)
        return _read(answer.choices[0].message.content if answer.choices else None)


def _read(content: str | None) -> Said:
    try:
        return Said.model_validate_json(content or "")
    except ValidationError as unusable:
        raise _Again("The language model's answer could not be used.") from unusable


class _Again(Exception):
    """A try that gave nothing; the next one may."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


_SERVERS_FAULT = 500
