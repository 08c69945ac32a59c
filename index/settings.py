"""Settings that a user may change through the environment, `POLICY_QA_…`."""

import os
from ipaddress import ip_network
from pathlib import Path
from typing import Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from ingest.documents import ROOT
from ingest.errors import BadUsageError

_PREFIX = "POLICY_QA_"
# Settings of the service, which checks them itself.
_SERVICE_PREFIX = "POLICY_QA_API_"


class SettingsError(BadUsageError):
    """A setting is unknown or its value unusable; the message says what mends it."""


class Settings(BaseSettings):
    """Where documents, index, model and readers' feedback are.

    `model` is `bundled`, a folder, or a sentence-transformers name; `cache_dir` holds the unpacked
    model, empty for the user's cache folder; `examples` is a folder of questions of which it is
    known whether the documents answer them; `policies` holds official documents of others, which
    the project is measured on. `index_uri` is the Milvus that finds candidates, empty for the index
    in memory, `index_token` what opens it. Both are also read without the prefix. `ray` is where
    Ray is, whose machines embed the passages of a build; `local` for two processes here.

    `adding` says whether documents are added on the page: `auto`, on this machine alone unless
    `adding_password` or `adding_header` is set, or `off`. `adding_header` is a header by which a
    proxy names who asks; it is believed from this machine and from `adding_proxies`, addresses or
    networks parted by commas.
    """

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_ignore_empty=True,
        frozen=True,
        validate_by_name=True,
        hide_input_in_errors=True,
    )

    docs: Path = ROOT / "docs_raw"
    store: Path = ROOT / "index" / "store"
    examples: Path = ROOT / "eval" / "policy"
    feedback: Path = ROOT / "feedback" / "store" / "feedback.sqlite3"
    model: str = "bundled"
    cache_dir: Path | None = None
    policies: Path | None = None
    ray: str = ""
    adding: Literal["auto", "off"] = "auto"
    adding_password: SecretStr | None = None
    adding_header: str = ""
    adding_proxies: str = ""
    # An address may hold a password.
    index_uri: str = Field(
        default="", validation_alias=AliasChoices(f"{_PREFIX}INDEX_URI", "INDEX_URI"), repr=False
    )
    index_token: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices(f"{_PREFIX}INDEX_TOKEN", "INDEX_TOKEN")
    )

    @field_validator("adding_proxies")
    @classmethod
    def _check_proxies(cls, proxies: str) -> str:
        for proxy in proxies.split(","):
            if proxy.strip():
                ip_network(proxy.strip(), strict=False)
        return proxies


def load_settings() -> Settings:
    """Return the settings of the environment.

    Raises:
        SettingsError: the environment names a setting that does not exist, or a value that cannot
            be used; the message does not show it.
    """
    known = {f"{_PREFIX}{name.upper()}" for name in Settings.model_fields}
    named = [key for key in os.environ if key.upper().startswith(_PREFIX)]
    own = [key for key in named if not key.upper().startswith(_SERVICE_PREFIX)]
    unknown = sorted(key for key in own if key.upper() not in known)
    if unknown:
        raise SettingsError(
            f"environment: {', '.join(unknown)} is no setting; use {', '.join(sorted(known))}"
        )
    try:
        return Settings()
    except ValidationError as error:
        wrong = "; ".join(
            f"{_PREFIX}{str(e['loc'][0]).upper()}: {e['msg'].removeprefix('Value error, ')}"
            for e in error.errors()
        )
    raise SettingsError(f"environment: {wrong}; change or remove it")
