"""All settings, as data: name, type, default and a sentence each. Read once, at the start."""

from pathlib import Path
from typing import Self
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale
from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from services.errors import DeskError
from services.scoring import Bounds, Rates
from texts.numbers import full_count

LOOPBACK = ("http://127.0.0.1", "http://localhost", "http://[::1]")


class BadSetting(DeskError):
    """A setting that can't be used; the sentence names it and says what to write."""


class Settings(BaseSettings):
    """What the environment, or the file .env, may say."""

    model_config = SettingsConfigDict(
        env_file_encoding="utf-8-sig", env_ignore_empty=True, extra="ignore"
    )

    slack_bot_token: SecretStr = Field(
        SecretStr(""), description="The bot token of your Slack app; it starts with xoxb-."
    )
    slack_app_token: SecretStr = Field(
        SecretStr(""),
        description="The app-level token, xapp-...; when set, Socket Mode needs no public address.",
    )
    slack_signing_secret: SecretStr = Field(
        SecretStr(""), description="The signing secret; needed for HTTP, without an app token."
    )
    sales_signing_secret: SecretStr = Field(
        SecretStr(""),
        description="Signs what is sent to /webhooks/sales: openssl rand -hex 32. Empty: not set up.",
    )
    slack_api_url: str = Field(
        "https://slack.com/api/", description="Where Slack's Web API answers; https or loopback."
    )
    database_url: str = Field(
        "sqlite:///influencer-desk.db", description="The store: sqlite:/// and the file's path."
    )
    host: str = Field("127.0.0.1", description="The address that the HTTP server listens on.")
    port: int = Field(3000, ge=1, le=65535, description="The port that the HTTP server listens on.")
    timezone: str = Field("UTC", description="The workspace's time zone, like Europe/Berlin.")
    currency: str = Field("USD", description="The workspace's currency, like USD or EUR.")
    micro_followers_low: int = Field(
        10_000, ge=0, description="Fewest followers of a micro-influencer, included."
    )
    micro_followers_high: int = Field(
        100_000, ge=0, description="Most followers of a micro-influencer, included."
    )
    micro_likes_low: int = Field(
        500, ge=0, description="Fewest average likes of a micro-influencer, included."
    )
    micro_likes_high: int = Field(
        2_500, ge=0, description="Most average likes of a micro-influencer, included."
    )
    rate_photo_per_1000_likes: int = Field(
        14_000, ge=0, description="Value of 1,000 likes on a photo, in minor units (cents)."
    )
    rate_video_per_1000_likes: int = Field(
        20_000, ge=0, description="Value of 1,000 likes on a video, in minor units (cents)."
    )

    @field_validator("slack_api_url")
    @classmethod
    def _safe(cls, url: str) -> str:
        if not url.startswith(("https://", *LOOPBACK)):
            raise ValueError("write an https address, or one on this machine")
        return url if url.endswith("/") else f"{url}/"

    @field_validator("timezone")
    @classmethod
    def _zone(cls, name: str) -> str:
        if name not in available_timezones():
            raise ValueError("write a name like Europe/Berlin or America/New_York")
        return name

    @field_validator("currency")
    @classmethod
    def _currency(cls, code: str) -> str:
        if code.upper() not in Locale("en").currencies:
            raise ValueError("write three letters like USD or EUR")
        return code.upper()

    @model_validator(mode="after")
    def _bounds(self) -> Self:
        for what in ("followers", "likes"):
            low, high = getattr(self, f"micro_{what}_low"), getattr(self, f"micro_{what}_high")
            if low > high:
                raise ValueError(
                    f"MICRO_{what.upper()}_LOW is {full_count(low)}, more than"
                    f" MICRO_{what.upper()}_HIGH;"
                    " write the smaller number first"
                )
        return self

    @field_validator("database_url")
    @classmethod
    def _database(cls, url: str) -> str:
        if not url.startswith("sqlite:///") or len(url) <= len("sqlite:///"):
            raise ValueError("write sqlite:/// and the path of the file")
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


def load(env_file: Path | None) -> Settings:
    """Read the settings. Raises BadSetting with what to write instead."""
    try:
        return Settings(_env_file=env_file)
    except ValidationError as error:
        first = error.errors()[0]
        name = f"The setting {str(first['loc'][0]).upper()}" if first["loc"] else "A setting"
        said = str(first["msg"]).removeprefix("Value error, ")
        raise BadSetting(
            f"{name} can't be used: {said}. Change it in .env or the environment."
        ) from None
    except (OSError, UnicodeDecodeError):
        raise BadSetting(f"{env_file} can't be read. Write it as UTF-8, readable for us.") from None


def example() -> str:
    """Return the text of .env.example: each setting with its sentence."""
    lines = ["# Copy to .env and fill in. Every setting has a default but Slack's tokens."]
    for name, field in Settings.model_fields.items():
        default = "" if isinstance(field.default, SecretStr) else field.default
        lines += ["", f"# {field.description}", f"{name.upper()}={default}"]
    return "\n".join(lines) + "\n"
