"""The two published tables as quotes in one shape: whose model, which unit, how much, since when
or seen when.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from market.types import Unit


@dataclass(frozen=True, slots=True)
class Quote:
    """What one table says of one price. ``since`` is a start the table states, ``seen`` the day of
    the copy we read; ``hours``, how many hours of the day it holds, None when it has no such limit.
    """

    provider: str
    model: str
    unit: Unit
    usd: Decimal
    since: date | None = None
    seen: date | None = None
    hours: Decimal | None = None


_GENAI = {
    "anthropic": "anthropic",
    "openai": "openai",
    "google": "google",
    "x-ai": "xai",
    "deepseek": "deepseek",
    "zai": "zhipu",
    "zhipuai": "zhipu",  # the Chinese list, for what the international one lacks
    "moonshotai": "moonshot",
    "minimax": "minimax",
    "mistral": "mistral",
}
_GENAI_UNITS = {
    "input_mtok": Unit.INPUT,
    "output_mtok": Unit.OUTPUT,
    "cache_read_mtok": Unit.CACHE_READ,
    "cache_write_mtok": Unit.CACHE_WRITE,
}
_LITELLM = {
    "anthropic": "anthropic",
    "openai": "openai",
    "gemini": "google",
    "xai": "xai",
    "deepseek": "deepseek",
    "zai": "zhipu",
    "moonshot": "moonshot",
    "dashscope": "alibaba",
    "minimax": "minimax",
    "volcengine": "bytedance",
    "mistral": "mistral",
}
_LITELLM_UNITS = {
    "input_cost_per_token": Unit.INPUT,
    "output_cost_per_token": Unit.OUTPUT,
    "cache_read_input_token_cost": Unit.CACHE_READ,
    "cache_creation_input_token_cost": Unit.CACHE_WRITE,
}
_LITELLM_MODES = {"chat", "completion", "responses", "image_generation"}
# What no relay lists as a model of its own: fine-tunes, live audio, other vendors' models, tools.
_NOT_LISTED = re.compile(
    r"^ft:|\.ft-|:|realtime|-live|audio|voice|transcribe|whisper|-tts|^tts|robotics|search$|gemma|"
    r"^(?:text|ada|babbage|curie|davinci|moderation)|embed|-ocr|voxtral"
)
# Image prices by size and quality have no place in a price per image.
_SIZED = re.compile(r"\d-x-\d|^(?:low|medium|high|standard|hd)/|/.*/")
# A vendor serves others' models too; only its own families belong under its name.
_FAMILIES = {
    "anthropic": re.compile(r"claude"),
    "openai": re.compile(r"gpt|^o\d|codex|chatgpt|dall-e|computer-use|^chat-latest"),
    "google": re.compile(r"gemini|imagen"),
    "xai": re.compile(r"grok"),
    "deepseek": re.compile(r"deepseek"),
    "zhipu": re.compile(r"glm"),
    "moonshot": re.compile(r"kimi|moonshot"),
    "alibaba": re.compile(r"qwen|qwq"),
    "minimax": re.compile(r"minimax|^m\d"),
    "bytedance": re.compile(r"doubao"),
    "mistral": re.compile(r"mistral|mixtral|codestral|devstral|magistral|ministral|pixtral"),
}


def installed_genai_quotes() -> list[Quote]:
    """Quotes of the installed genai-prices package, which only refreshing needs."""
    from genai_prices.data import providers  # noqa: PLC0415  # a development dependency

    return list(genai_quotes(providers))


def genai_quotes(providers: Iterable[Any]) -> Iterator[Quote]:
    """Quotes of genai-prices' provider objects; tiered prices count with their first tier."""
    done: dict[tuple[str, str], str] = {}
    for vendor in sorted(providers, key=lambda vendor: str(vendor.id)):
        ours = _GENAI.get(vendor.id)
        for model in vendor.models if ours else ():
            if ours and _wanted(ours, model.id.lower()):
                first = done.setdefault((ours, model.id.lower()), vendor.id)
                yield from _genai_model(ours, model) if first == vendor.id else ()


def _genai_model(provider: str, model: Any) -> Iterator[Quote]:
    prices = model.prices
    for entry in prices if isinstance(prices, list) else [None]:
        table = vars(entry.prices if entry else prices)
        limit = entry.constraint if entry else None
        for name, unit in _GENAI_UNITS.items():
            usd = getattr(table.get(name), "base", table.get(name))
            if usd is not None:
                yield Quote(
                    provider,
                    model.id.lower(),
                    unit,
                    usd,
                    since=getattr(limit, "start_date", None),
                    hours=_hours(limit),
                )


def _hours(limit: Any) -> Decimal | None:
    if not hasattr(limit, "start_time"):
        return None
    start, end = limit.start_time, limit.end_time
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    return Decimal(minutes % (24 * 60)) / 60


def litellm_quotes(text: str, seen: date) -> list[Quote]:
    """Quotes of litellm's model_prices_and_context_window.json as it stood on ``seen``."""
    table = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    return [quote for name, row in table.items() for quote in _litellm_row(name, row, seen)]


def _litellm_row(name: str, row: Mapping[str, Any], seen: date) -> Iterator[Quote]:
    provider = _litellm_provider(row)
    model = name.rsplit("/", 1)[-1].lower()
    if not provider or _SIZED.search(name) or not _wanted(provider, model):
        return
    tiers = row.get("tiered_pricing") or [{}]
    for field, unit in _LITELLM_UNITS.items():
        usd = row.get(field, tiers[0].get(field))
        if usd:  # litellm writes 0 for unknown as well as for free
            yield Quote(provider, model, unit, usd * 10**6, seen=seen)
    image = row.get("output_cost_per_image") or row.get("input_cost_per_image")
    if image and row.get("mode") == "image_generation":
        yield Quote(provider, model, Unit.IMAGE, image, seen=seen)


def _litellm_provider(row: Mapping[str, Any]) -> str | None:
    if row.get("mode") not in _LITELLM_MODES:
        return None
    return _LITELLM.get(str(row.get("litellm_provider")))


def _wanted(provider: str, model: str) -> bool:
    return bool(_FAMILIES[provider].search(model)) and not _NOT_LISTED.search(model)
