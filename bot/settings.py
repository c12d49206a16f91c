"""What whoever runs Dunwell decides: typed, from the environment and `.env`, every mistake said at once."""

from __future__ import annotations

from typing import Any

from pydantic import Field, SecretStr, field_validator

from bot.settings_book import (
    DATABASE_URL,
    PREFIX,
    SLACK_API_URL,
    SLACK_CHANNEL,
    BookSettings,
    LogForm,
    Transport,
    own,
)
from bot.settings_words import address_named, amounts_named, cadence_named, email_named, smtp_named
from domain.chasing import FINAL_DAYS, FIRM_DAYS, FRIENDLY_DAYS, GAP_DAYS, ChasingRule

__all__ = [
    "DATABASE_URL",
    "PREFIX",
    "SLACK_API_URL",
    "SLACK_CHANNEL",
    "LogForm",
    "Settings",
    "Transport",
]

LONGEST_WAIT = 365


class Settings(BookSettings):
    """Everything that can be set. Built by `bot.environment.read_settings`, or in a program with names as below."""

    cadence: tuple[int, int, int] = Field(
        default=(FRIENDLY_DAYS, FIRM_DAYS, FINAL_DAYS),
        description=(
            "Days after the due date for the friendly, the firm and the final reminder, like 3,10,21. A client or an"
            " invoice may have its own."
        ),
    )
    coming_days: int | None = Field(
        default=None,
        ge=1,
        le=60,
        description="Days before the due date for a note ahead of time. Without it there is none.",
    )
    gap_days: int = Field(
        default=GAP_DAYS,
        ge=1,
        le=60,
        description="The least days between any contact with a client, in or out, and the next reminder.",
    )
    grace_days: int = Field(
        default=0, ge=0, le=LONGEST_WAIT, description="Days added before the first reminder; the status does not wait."
    )
    least: tuple[tuple[str, int], ...] = Field(
        default=(), description="What is not worth a letter, a currency each, like 10 EUR, 12 USD."
    )
    approve_twice_final: bool = Field(
        default=False, description="Whether the final reminder needs the approval of two people: true or false."
    )
    approve_twice_from: tuple[tuple[str, int], ...] = Field(
        default=(), description="Amounts from which a reminder needs two approvals, like 5000 EUR, 6000 USD."
    )
    thanks: bool = Field(
        default=False, description="Whether a thank-you is drafted (and approved) when a client has paid everything."
    )
    smtp_url: SecretStr | None = own(
        "SMTP_URL",
        "Where letters go out: smtp://user:password@host:587 (with STARTTLS) or smtps://user:password@host. Without"
        " one, letters are copied and sent by hand.",
    )
    mail_from: str | None = Field(
        default=None, description="The address letters come from, like Rua Nova Studio <billing@example.com>."
    )
    reply_to: str | None = Field(
        default=None, description="The person answers go to, like Ana Lima <ana@example.com>. Needed to send by e-mail."
    )
    how_to_pay: str = Field(
        default="",
        description="Payment details as letters show them; \\n begins a new line. Without them none are shown.",
    )
    llm_base_url: str | None = own(
        "LLM_BASE_URL", "An OpenAI-compatible endpoint, like http://127.0.0.1:8080/v1. Without one: OpenAI's own."
    )
    llm_model: str | None = own(
        "LLM_MODEL", "The language model that writes drafts. Without one, templates write them, offline."
    )
    llm_api_key: SecretStr | None = own("LLM_API_KEY", "The key of that endpoint, where it asks for one.")
    llm_calls_a_day: int = own(
        "LLM_CALLS_A_DAY", "How often the model may be asked in a day; then templates write.", 100, ge=0, le=10_000
    )
    llm_seconds: float = own(
        "LLM_SECONDS", "How long one answer of the model is waited for, in seconds.", 30.0, gt=0, allow_inf_nan=False
    )

    @field_validator("cadence", mode="before")
    @classmethod
    def _cadence(cls, said: Any) -> Any:
        return cadence_named(said) if isinstance(said, str) else said

    @field_validator("least", "approve_twice_from", mode="before")
    @classmethod
    def _amounts(cls, said: Any) -> Any:
        return amounts_named(said) if isinstance(said, str) else said

    @field_validator("mail_from", "reply_to")
    @classmethod
    def _address(cls, said: str | None) -> str | None:
        return None if said is None else email_named(said)

    @field_validator("how_to_pay")
    @classmethod
    def _lines(cls, said: str) -> str:
        return said.replace("\\n", "\n")

    @field_validator("smtp_url")
    @classmethod
    def _smtp(cls, said: SecretStr | None) -> SecretStr | None:
        if said is not None:
            smtp_named(said.get_secret_value())
        return said

    @field_validator("llm_base_url")
    @classmethod
    def _model(cls, said: str | None) -> str | None:
        if said is not None:
            address_named(said)
        return said

    @property
    def chasing(self) -> ChasingRule:
        """When clients are chased, as far as it was set: what was not is left to the defaults."""
        friendly, firm, final = self.cadence
        return ChasingRule(
            coming_days=self.coming_days,
            friendly_days=friendly,
            firm_days=firm,
            final_days=final,
            gap_days=self.gap_days,
            grace_days=self.grace_days,
            least=self.least or None,
        )
