"""Settings that a user may change through the environment, `POLICY_QA_…`."""

import os
from pathlib import Path

from pydantic import AliasChoices, Field, SecretStr
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
    """

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX, env_ignore_empty=True, frozen=True, validate_by_name=True
    )

    docs: Path = ROOT / "docs_raw"
    store: Path = ROOT / "index" / "store"
    examples: Path = ROOT / "eval" / "policy"
    feedback: Path = ROOT / "feedback" / "store" / "feedback.sqlite3"
    model: str = "bundled"
    cache_dir: Path | None = None
    policies: Path | None = None
    ray: str = ""
    # An address may hold a password.
    index_uri: str = Field(
        default="", validation_alias=AliasChoices(f"{_PREFIX}INDEX_URI", "INDEX_URI"), repr=False
    )
    index_token: SecretStr | None = Field(
        default=None, validation_alias=AliasChoices(f"{_PREFIX}INDEX_TOKEN", "INDEX_TOKEN")
    )


def load_settings() -> Settings:
    """Return the settings of the environment.

    Raises:
        SettingsError: the environment names a setting that does not exist.
    """
    known = {f"{_PREFIX}{name.upper()}" for name in Settings.model_fields}
    named = [key for key in os.environ if key.upper().startswith(_PREFIX)]
    own = [key for key in named if not key.upper().startswith(_SERVICE_PREFIX)]
    unknown = sorted(key for key in own if key.upper() not in known)
    if unknown:
        raise SettingsError(
            f"environment: {', '.join(unknown)} is no setting; use {', '.join(sorted(known))}"
        )
    return Settings()
