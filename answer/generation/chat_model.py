"""The language model: its settings, and the client of an OpenAI-compatible server."""

import os
import re
from typing import TYPE_CHECKING

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.settings import SettingsError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_PREFIX = "LLM_"
# What a person asks for is short; a model that goes on and on is cut here.
_MOST_TOKENS = 600
# Time for two silent tries and the pause between them, and for a slow answer.
_DEADLINE_FACTOR = 4
_VALUES = {
    "base_url": "an address without a password, such as http://127.0.0.1:8091/v1",
    "model": "the name of a model of that server",
    "api_key": "the key as the server gave it",
    "timeout": "seconds, more than 0 and at most 600",
}


class ModelSettings(BaseSettings):
    """Which model writes answers, from `LLM_BASE_URL`, `LLM_MODEL`, `LLM_API_KEY`, `LLM_TIMEOUT`.

    `timeout` is the longest silence of the server in seconds, which for one that does not stream
    is the whole reply. Other `LLM_…` variables are let
    be: other programs have theirs.
    """

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_ignore_empty=True, frozen=True, hide_input_in_errors=True
    )

    base_url: str = Field(pattern=r"^https?://[^\s/?#@]+(?:/[^\s?#]*)?$")
    model: str = Field(pattern=r"\S", max_length=200)
    api_key: SecretStr | None = None
    timeout: float = Field(default=30.0, gt=0, le=600, allow_inf_nan=False)

    @field_validator("api_key")
    @classmethod
    def _check_key(cls, key: SecretStr | None) -> SecretStr | None:
        if key and not re.fullmatch(r"[!-~]+", key.get_secret_value()):
            raise ValueError("api_key: holds what no HTTP header can; set it as the server gave it")
        return key

    @property
    def deadline_s(self) -> float:
        """Return the seconds that a whole reply may take."""
        return self.timeout * _DEADLINE_FACTOR


def is_model_set() -> bool:
    """Say whether the environment names a language model, wholly or in part."""
    return any(os.environ.get(f"{_PREFIX}{name}") for name in ("BASE_URL", "MODEL"))


def load_model_settings() -> ModelSettings:
    """Return the settings of the environment.

    Raises:
        SettingsError: a variable is missing or unusable; the message names it, never its value.
    """
    try:
        return ModelSettings.model_validate({})
    except ValidationError as error:
        wrong = {str(e["loc"][0]): e["type"] == "missing" for e in error.errors()}
    variables = {name: f"{_PREFIX}{name.upper()}" for name in wrong}
    states = {True: "is not set", False: "is unusable"}
    raise SettingsError(
        f"environment: {', '.join(f'{variables[n]} {states[m]}' for n, m in wrong.items())}; "
        f"set {', '.join(f'{variables[n]} to {_VALUES[n]}' for n in wrong)}"
    )


def open_chat_model(settings: ModelSettings) -> "BaseChatModel":
    """Return the client of the model; nothing is sent yet.

    It streams, tries once more after a failure, follows no redirect, and reads neither proxies
    nor passwords from the environment.
    """
    # Half a second and 36 MB that an answer without a model does not need.
    from langchain_openai import ChatOpenAI

    from answer.generation.transport import limit_silence, open_client

    return ChatOpenAI(
        model=settings.model,
        base_url=settings.base_url,
        # The library would send the key of OPENAI_API_KEY to this server if none were given.
        api_key=settings.api_key or SecretStr("none"),
        timeout=limit_silence(settings.timeout),
        http_client=open_client(silence_s=settings.timeout, total_s=settings.deadline_s),
        openai_proxy="",
        max_retries=1,
        temperature=0,
        # The library's own name for it, max_completion_tokens, is unknown to most servers.
        extra_body={"max_tokens": _MOST_TOKENS},
        stream_usage=False,
        use_responses_api=False,
        cache=False,
    )
