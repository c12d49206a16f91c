"""The language model that writes drafts, where the settings name one, within its budget of the day."""

from __future__ import annotations

from bot.desk import Desk
from bot.settings import Settings
from domain.workspace import Workspace
from reminders.writers import Model
from reminders.writers.model import ModelWriter
from storage.model_days import ModelDayStore

# Servers on one's own machine take any key, and the library insists on one.
_NO_KEY = "none"


def model_of(settings: Settings, desk: Desk, workspace: Workspace) -> Model | None:
    """The model writer; None where no model is set, or its budget is nothing."""
    if settings.llm_model is None or settings.llm_calls_a_day == 0:
        return None

    def take() -> bool:
        with desk.work(workspace) as work:
            return ModelDayStore(work.scope).take(work.today, most=settings.llm_calls_a_day)

    def used(tokens: int) -> None:
        with desk.work(workspace) as work:
            ModelDayStore(work.scope).used(work.today, tokens)

    key = settings.llm_api_key
    return ModelWriter(
        model=settings.llm_model,
        api_key=key.get_secret_value() if key else _NO_KEY,
        base_url=settings.llm_base_url,
        seconds=settings.llm_seconds,
        take=take,
        used=used,
    )
