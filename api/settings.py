"""Settings of the service, `POLICY_QA_API_…`."""

import os
from typing import Annotated

from limits import parse_many
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from index.settings import SettingsError

PREFIX = "POLICY_QA_API_"


class ServiceSettings(BaseSettings):
    """What the service allows.

    Attributes:
        keys: One of them has to be sent with each request; none: it is open.
        open: Answer anybody, on any address, without a key.
        rate: How often a client may ask, such as `60/minute`; several are parted by `;`.
        at_once: Requests that are worked on at a time in a process; None: as many as cores.
        queue: Requests that may wait for that.
        timeout: Seconds that a request may wait and be worked on.
        body_limit: Bytes of a request's body.
        body_timeout: Seconds in which the body has to come.
        trusted_proxies: Addresses whose X-Forwarded-For is believed, parted by commas.
        log_questions: Write questions into the log.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, hide_input_in_errors=True
    )

    keys: Annotated[tuple[SecretStr, ...], NoDecode] = ()
    open: bool = False
    rate: str = ""
    at_once: int | None = Field(default=None, ge=1, le=256)
    queue: int = Field(default=64, ge=0, le=100_000)
    timeout: float = Field(default=30.0, gt=0, le=3600, allow_inf_nan=False)
    body_limit: int = Field(default=64 * 1024, ge=1024, le=16 * 2**20)
    body_timeout: float = Field(default=10.0, gt=0, le=600, allow_inf_nan=False)
    trusted_proxies: str = ""
    log_questions: bool = False

    @field_validator("keys", mode="before")
    @classmethod
    def _split(cls, keys: object) -> object:
        if not isinstance(keys, str):
            return keys
        return tuple(key.strip() for key in keys.split(",") if key.strip())

    @field_validator("keys")
    @classmethod
    def _check_keys(cls, keys: tuple[SecretStr, ...]) -> tuple[SecretStr, ...]:
        if not all(c.isascii() and c.isprintable() for k in keys for c in k.get_secret_value()):
            raise ValueError("holds what no HTTP header can; use letters and digits")
        return keys

    @field_validator("rate")
    @classmethod
    def _check_rate(cls, rate: str) -> str:
        if rate:
            try:
                parse_many(rate)
            except ValueError as error:
                raise ValueError("is no rate; write one such as 60/minute") from error
        return rate

    @property
    def places(self) -> int:
        """Return how many requests are worked on at a time."""
        return self.at_once or os.cpu_count() or 1


def load_service_settings() -> ServiceSettings:
    """Return the settings of the environment.

    Raises:
        SettingsError: a variable is unknown or unusable; the message names it, never its value.
    """
    known = {f"{PREFIX}{name.upper()}" for name in ServiceSettings.model_fields}
    named = [key for key in os.environ if key.upper().startswith(PREFIX)]
    unknown = sorted(key for key in named if key.upper() not in known)
    if unknown:
        raise SettingsError(
            f"environment: {', '.join(unknown)} is no setting; use {', '.join(sorted(known))}"
        )
    try:
        return ServiceSettings()
    except ValidationError as error:
        wrong = "; ".join(
            f"{PREFIX}{str(e['loc'][0]).upper()}: {e['msg'].removeprefix('Value error, ')}"
            for e in error.errors()
        )
    raise SettingsError(f"environment: {wrong}; see docs/service.md")
