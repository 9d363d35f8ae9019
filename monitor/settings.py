"""What an operator may set: ``resalewatch.toml``, overridden by ``RESALEWATCH_SECTION__KEY``."""

import hashlib
import os
import tomllib
from ipaddress import ip_network
from pathlib import Path
from typing import Any, ClassVar, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from crawler.plan import CrawlSettings as Manners
from market.frontier import USUAL, Limits
from monitor.cron import trigger

DEFAULT_FILE = Path("resalewatch.toml")


class _Section(BaseModel):
    """A misspelt key is an error, never silently a default."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class StoreSettings(_Section):
    """Where memory and evidence live."""

    url: str = "sqlite:///resalewatch.db"
    archive: Path = Path("archive")


class CrawlSettings(_Section):
    """Who we say we are, how slow we go, and where we may go at all."""

    contact: str = ""
    allow_networks: tuple[str, ...] = ()
    host_delay_seconds: float = Field(default=2.0, ge=0)
    connect_to: tuple[str, ...] = ()
    candidate_budget: int = Field(default=20, ge=0)
    pages_per_visit: int = Field(default=25, ge=1)
    bytes_per_page: int = Field(default=20_000_000, ge=1)
    seconds_per_visit: float = Field(default=300.0, gt=0)
    seconds_per_request: float = Field(default=30.0, gt=0)
    hosts_at_once: int = Field(default=16, ge=1)
    browser: bool = True

    @field_validator("allow_networks")
    @classmethod
    def _networks(cls, named: tuple[str, ...]) -> tuple[str, ...]:
        for network in named:
            ip_network(network)
        return named

    @model_validator(mode="after")
    def _manners(self) -> "CrawlSettings":
        Manners(contact=self.contact, connect_to=self.connect_to)  # refuses what it would not do
        return self


class DiscoverSettings(_Section):
    """How far a night goes into the unknown; ``crawl.candidate_budget`` says how many visits."""

    depth: int = Field(default=USUAL.depth, ge=0)
    new_a_source: int = Field(default=USUAL.new_a_source, ge=0)
    new_a_stranger: int = Field(default=USUAL.new_a_stranger, ge=0)
    new_a_night: int = Field(default=USUAL.new_a_night, ge=0)
    waiting_a_source: int = Field(default=USUAL.waiting_a_source, ge=0)
    waiting_a_ground: int = Field(default=USUAL.waiting_a_ground, ge=1)
    waiting_of_strangers: int = Field(default=USUAL.waiting_of_strangers, ge=0)
    waiting_days: int = Field(default=USUAL.waiting_days, ge=1)
    visits_a_ground: int = Field(default=USUAL.visits_a_ground, ge=1)
    visits_a_platform: int = Field(default=USUAL.visits_a_platform, ge=1)
    rest_days: int = Field(default=USUAL.rest_days, ge=1)
    pages: int = Field(default=USUAL.pages, ge=1)
    queries: int = Field(default=USUAL.queries, ge=1)

    def limits(self) -> Limits:
        """The same as the market knows them."""
        return Limits(**self.model_dump())


class MarketSettings(_Section):
    """Additions to the shipped price book, exchange rates and cost floors; same format, later rows
    win.
    """

    prices: Path | None = None
    fx: Path | None = None
    floors: Path | None = None


class TrendsSettings(_Section):
    """What each provider counts within all providers, where an analyst declares it."""

    weights: Path | None = None


def _five_fields(cron: str) -> str:
    try:
        trigger(cron)
    except ValueError as error:
        raise ValueError(f"{cron!r} is not like '0 2 * * *': {error}") from error
    return cron


class ScheduleSettings(_Section):
    """When the daemon starts a night."""

    cron: str = "0 2 * * *"
    timezone: str = "UTC"

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (KeyError, OSError) as error:
            raise ValueError(f"{name!r} is no time zone like Europe/Berlin or UTC") from error
        return name

    @field_validator("cron")
    @classmethod
    def _cron(cls, cron: str) -> str:
        return _five_fields(cron)


class TargetSettings(_Section):
    """Where leads and alerts are handed over."""

    name: str
    kind: Literal["file", "webhook"]
    path: Path | None = None
    url: str | None = None
    secret: str | None = Field(default=None, repr=False)

    @model_validator(mode="after")
    def _complete(self) -> "TargetSettings":
        if self.kind == "file" and self.path is None:
            raise ValueError(f"target {self.name!r} is a file without a path")
        if self.kind == "webhook" and (self.url is None or self.secret is None):
            raise ValueError(f"target {self.name!r} is a webhook without url or secret")
        return self


class AlertSettings(_Section):
    """Delivery targets, and how many alerts of one rule go out one by one in a night."""

    targets: tuple[TargetSettings, ...] = ()
    pseudonym_key: str = ""
    individually_at_most: int = Field(default=200, ge=1)


class OperatorSettings(_Section):
    """How many channels may be put under one operator before a person is asked."""

    channels_at_most: int = Field(default=30, ge=2)


class ReportSettings(_Section):
    """Where the morning's page is written, and when the daemon writes editions; "": never."""

    folder: Path = Path("report")
    weekly: str = "0 7 * * 1"
    monthly: str = "0 7 1 * *"

    @field_validator("weekly", "monthly")
    @classmethod
    def _five_fields_or_none(cls, cron: str) -> str:
        return _five_fields(cron) if cron else cron


class Settings(BaseSettings):
    """Every setting of resalewatch, checked when it is read."""

    model_config = SettingsConfigDict(
        env_prefix="RESALEWATCH_", env_nested_delimiter="__", extra="forbid", frozen=True
    )
    toml_file: ClassVar[Path | None] = None

    store: StoreSettings = StoreSettings()
    crawl: CrawlSettings = CrawlSettings()
    discover: DiscoverSettings = DiscoverSettings()
    market: MarketSettings = MarketSettings()
    trends: TrendsSettings = TrendsSettings()
    schedule: ScheduleSettings = ScheduleSettings()
    alerts: AlertSettings = AlertSettings()
    operators: OperatorSettings = OperatorSettings()
    reports: ReportSettings = ReportSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments beat the environment, the environment beats the file."""
        toml = TomlConfigSettingsSource(settings_cls, toml_file=cls.toml_file)
        return init_settings, env_settings, toml

    def digest(self) -> str:
        """A short hash of every setting but secrets, so that a run says what it ran with."""
        dump = self.model_dump(mode="json", exclude={"alerts"})
        return hashlib.sha256(repr(sorted(dump.items())).encode()).hexdigest()[:16]


def load(file: Path | None = None, **overrides: Any) -> Settings:
    """Settings from ``file`` (default ``resalewatch.toml`` where it exists) and the environment.

    Raises ValueError for a named file that is not there, and for a bad one.
    """
    if file is not None and not file.is_file():
        raise ValueError(f"no settings file at {file}")
    path = file or (DEFAULT_FILE if DEFAULT_FILE.is_file() else None)
    _refuse_misspelt_sections()
    chosen = type("Settings", (Settings,), {"toml_file": path, "__module__": __name__})
    try:
        settings: Settings = chosen(**overrides)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path} is not TOML: {error}") from error
    except SettingsError as error:
        raise ValueError(f"RESALEWATCH_…: {error}; lists are given as JSON") from error
    return settings


def _refuse_misspelt_sections() -> None:
    """The environment is everybody's, but a name with our prefix and a section is meant for us."""
    for name in os.environ:
        section, nested, _ = name.lower().removeprefix("resalewatch_").partition("__")
        ours = nested and name.lower().startswith("resalewatch_")
        if ours and section not in Settings.model_fields:
            raise ValueError(f"{name}: there is no section {section!r} in the settings")
