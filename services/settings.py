"""All settings, as data: name, type, default and a sentence each. Read once, at the start."""

import re
from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from services.errors import DeskError
from services.scoring import Bounds, Rates
from texts import settings as says
from texts.numbers import full_count

LOOPBACK = ("http://127.0.0.1", "http://localhost", "http://[::1]")
ENDPOINT = "/slack/events"
"""Where Slack's requests arrive, in HTTP."""

_PUBLIC = re.compile(
    r"https://(?![\d.]+(?:[:/]|$))[\w-]+(?:\.[\w-]+)+(?::\d+)?(?:/[\w./~-]*)?", re.A
)
"""An https address with a name, not a number: Slack asks for a certificate that it knows."""


class BadSetting(DeskError):
    """A setting that can't be used; the sentence names it and says what to write."""


class Settings(BaseSettings):
    """What the environment, or the file .env, may say."""

    model_config = SettingsConfigDict(
        env_file_encoding="utf-8-sig", env_ignore_empty=True, extra="ignore"
    )

    slack_bot_token: SecretStr = Field(SecretStr(""), description=says.SLACK_BOT_TOKEN)
    slack_app_token: SecretStr = Field(SecretStr(""), description=says.SLACK_APP_TOKEN)
    slack_signing_secret: SecretStr = Field(SecretStr(""), description=says.SLACK_SIGNING_SECRET)
    sales_signing_secret: SecretStr = Field(SecretStr(""), description=says.SALES_SIGNING_SECRET)
    slack_api_url: str = Field("https://slack.com/api/", description=says.SLACK_API_URL)
    database_url: str = Field("sqlite:///influencer-desk.db", description=says.DATABASE_URL)
    host: str = Field("127.0.0.1", description=says.HOST)
    port: int = Field(3000, ge=1, le=65535, description=says.PORT)
    public_url: str = Field("", description=says.PUBLIC_URL)
    timezone: str = Field("UTC", description=says.TIMEZONE)
    currency: str = Field("USD", description=says.CURRENCY)
    micro_followers_low: int = Field(10_000, ge=0, description=says.MICRO_FOLLOWERS_LOW)
    micro_followers_high: int = Field(100_000, ge=0, description=says.MICRO_FOLLOWERS_HIGH)
    micro_likes_low: int = Field(500, ge=0, description=says.MICRO_LIKES_LOW)
    micro_likes_high: int = Field(2_500, ge=0, description=says.MICRO_LIKES_HIGH)
    rate_photo_per_1000_likes: int = Field(14_000, ge=0, description=says.RATE_PHOTO)
    rate_video_per_1000_likes: int = Field(20_000, ge=0, description=says.RATE_VIDEO)

    @field_validator("slack_api_url")
    @classmethod
    def _safe(cls, url: str) -> str:
        if not url.startswith(("https://", *LOOPBACK)):
            raise ValueError(says.SAFE_URL)
        return url if url.endswith("/") else f"{url}/"

    @field_validator("public_url")
    @classmethod
    def _public(cls, url: str) -> str:
        return public_address(url) if url else url

    @field_validator("timezone")
    @classmethod
    def _zone(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError(says.ZONE_NAME)
        return name

    @field_validator("currency")
    @classmethod
    def _currency(cls, code: str) -> str:
        if code.upper() not in Locale("en").currencies:
            raise ValueError(says.CURRENCY_CODE)
        return code.upper()

    @model_validator(mode="after")
    def _bounds(self) -> Self:
        for what in ("followers", "likes"):
            low, high = f"micro_{what}_low", f"micro_{what}_high"
            least = getattr(self, low)
            if least > getattr(self, high):
                written = full_count(least)
                raise ValueError(says.bounds_crossed(low.upper(), written, high.upper()))
        return self

    @field_validator("database_url")
    @classmethod
    def _database(cls, url: str) -> str:
        if not url.startswith("sqlite:///") or len(url) <= len("sqlite:///"):
            raise ValueError(says.STORE_URL)
        return url

    @property
    def database_path(self) -> Path:
        return Path(self.database_url.removeprefix("sqlite:///"))

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def bounds(self) -> Bounds:
        return Bounds(
            self.micro_followers_low,
            self.micro_followers_high,
            self.micro_likes_low,
            self.micro_likes_high,
        )

    @property
    def rates(self) -> Rates:
        return Rates(self.rate_photo_per_1000_likes, self.rate_video_per_1000_likes)


def public_address(text: str) -> str:
    """Return an address that Slack can reach, without what stands after it. Raises ValueError."""
    url = text.strip().rstrip("/").removesuffix(ENDPOINT)
    if not _PUBLIC.fullmatch(url):
        raise ValueError(says.PUBLIC_ADDRESS)
    return url


def load(env_file: Path | None) -> Settings:
    """Read the settings. Raises BadSetting with what to write instead."""
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]) if first["loc"] else ""
        said = first.get("ctx", {}).get("error") or _takes(name)
        raise BadSetting(says.unusable(name.upper(), str(said))) from None
    except (OSError, UnicodeDecodeError):
        raise BadSetting(says.unreadable(str(env_file))) from None


def _takes(name: str) -> str:
    """Return what a setting takes that no validator of ours speaks of: a number within limits."""
    limits = Settings.model_fields[name].metadata
    low, high = [
        next((getattr(one, end) for one in limits if hasattr(one, end)), None)
        for end in ("ge", "le")
    ]
    return says.whole_number(low or 0, high)


def example() -> str:
    """Return the text of .env.example: each setting with its sentence."""
    lines = [f"# {says.EXAMPLE_HEAD}"]
    for name, field in Settings.model_fields.items():
        default = "" if isinstance(field.default, SecretStr) else field.default
        lines += ["", f"# {field.description}", f"{name.upper()}={default}"]
    return "\n".join(lines) + "\n"
