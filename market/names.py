"""Model and plan names as sellers write them, resolved to the price book's ids. A name that is
not known for certain is None: a wrong sibling would misprice everything after it.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from market import supply
from market.namekeys import Key, fold, key, undated


@dataclass(frozen=True, slots=True)
class ModelName:
    """A model or plan of the price book, and the supply words that stood around its name."""

    provider: str
    model: str
    supply_terms: tuple[str, ...] = ()


# What may stand after a model's name without making it another model at the list price.
_EFFORT = re.compile(r"[-_ ](?:minimal|low|medium|high|xhigh|none|max-?effort)$")
_LATEST = re.compile(r"[-_ ](?:latest|preview|stable|official|default)$")
_THINKING = re.compile(r"[-_ :]?(?:thinking|nothinking|reasoning|思考|推理)(?:-\d{3,6})?$")
_CONTEXT = re.compile(r"[-_ ](?:1m|200k|long|long-?context|\[1m\])$")
_REVISION = re.compile(r"-v\d(?::\d)?$")
_VENDOR_DOT = re.compile(
    r"^(?:(?:us|eu|apac|global|jp|au)\.)?(?:anthropic|deepseek|openai|qwen|zai|moonshot)\."
)
_BRACKETED = re.compile(r"[\[(【「{<《]\s*([^\])】」}>》]{1,24})\s*[\])】」}>》]")
_PLAN_NOISE = re.compile(
    r"\b(?:plan|subscription|account|shared|personal|month|monthly|1 ?month|standard)\b|"
    r"套餐|账号|帐号|会员|订阅|成品号|独享|月卡"
)
_FAMILY_BRAND = {
    "opus": "claude",
    "sonnet": "claude",
    "haiku": "claude",
    "fable": "claude",
    "mythos": "claude",
}
_CJK = re.compile(r"[^\x00-\u02ff]+")
_THINKING_OF = {"anthropic", "google", "deepseek", "zhipu"}
_EFFORT_OF = {"openai", "google", "xai", "anthropic"}


@lru_cache(maxsize=20_000)
def resolve(listed_as: str) -> ModelName | None:
    """The model or plan a seller's name stands for, None when that is not certain."""
    text, terms = _unbracketed(fold(listed_as))
    for name, prefixed in _bodies(text):
        for bare, suffixed in _tails(name):
            found = _lookup(bare)
            if found and _may_end(found, name, bare):
                return ModelName(*found, tuple(dict.fromkeys((*terms, *prefixed, *suffixed))))
    return None


@lru_cache(maxsize=5_000)
def plan(listed_as: str) -> ModelName | None:
    """The subscription plan a name stands for where a month or an account is sold. There, and only
    there, "Plus" and "Gemini Pro" are plans.
    """
    text = fold(listed_as)
    found = _plans().get(key(text)) or _plans().get(key(_PLAN_NOISE.sub(" ", text)))
    return ModelName(*found) if found else None


def _unbracketed(text: str) -> tuple[str, tuple[str, ...]]:
    """[官转]gpt-4o and gpt-4o（官转）: a seller's tag, kept when it is a supply word."""
    terms = tuple(term for tag in _BRACKETED.findall(text) for term in supply.terms(tag))
    return _BRACKETED.sub(_keep_context, text).strip(" -_|:·"), terms


def _keep_context(found: re.Match[str]) -> str:
    inner = found[1].strip()
    return f"-{inner}" if re.fullmatch(r"1m|thinking|[a-z0-9.-]+", inner) and inner != "az" else " "


def _bodies(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name, then without what stands before it: vendor/, channel/, cc-, kiro-, aws-."""
    yield text, ()
    bare = _VENDOR_DOT.sub("", text)
    if bare != text:
        yield bare, supply.terms(text[: -len(bare)])
    before, slash, last = text.rpartition("/")
    if slash:
        yield last, supply.terms(before)
    start = last if slash else text
    yield from _without_prefix(start, supply.terms(before))


def _without_prefix(text: str, terms: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for _ in range(2):
        head, dash, rest = _split_prefix(text)
        if not dash:
            return
        found = supply.terms(head)
        if not found:
            return
        terms, text = (*terms, *found), rest
        yield text, terms


def _split_prefix(text: str) -> tuple[str, str, str]:
    cjk = _CJK.match(text)
    if cjk:
        return cjk[0], "-", text[cjk.end() :].strip(" -_|:·")
    return text.partition("-") if "-" in text else text.partition(" ")


def _tails(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The name, then step by step without what may stand after it."""
    terms: tuple[str, ...] = ()
    yield name, terms
    for _ in range(4):
        shorter = _shorten(name)
        if shorter is None:
            return
        terms = (*terms, *supply.terms(name[len(shorter) :]))
        name = shorter
        yield name, terms


def _shorten(name: str) -> str | None:
    for pattern in (_LATEST, _THINKING, _EFFORT, _CONTEXT, _REVISION):
        shorter = pattern.sub("", name)
        if shorter != name:
            return shorter
    for shorter in undated(name):
        return shorter
    head, dash, tail = name.rpartition("-")
    if dash and supply.is_term(tail):
        return head
    cjk = re.search(r"[-_ ]?[^\x00-\u02ff]+$", name)
    if cjk and supply.is_term(cjk[0].strip("-_ ")):
        return name[: cjk.start()]
    return None


def _lookup(name: str) -> tuple[str, str] | None:
    if _CJK.search(name):
        return None
    found = _index().get(key(name))
    if found:
        return found
    words = key(name)[0]
    brand = _FAMILY_BRAND.get(words[0]) if words else None
    if brand:
        return _index().get(key(f"{brand} {name}"))
    return _index().get(key(f"gpt {name}")) if re.match(r"4o(?!\d)", name) else None


def _may_end(found: tuple[str, str], name: str, bare: str) -> bool:
    """Thinking and effort endings name the same model only with the vendors that sell them so."""
    tail = name[len(bare) :]
    early = found[1].startswith(("gemini-1", "gemini-2.0"))
    if _THINKING.search(tail) and (early or found[0] not in _THINKING_OF):
        return False
    return not (_EFFORT.search(tail) and found[0] not in _EFFORT_OF)


@cache
def _index() -> dict[Key, tuple[str, str]]:
    """Every spelling we are sure of; a plain name falls back to its only preview."""
    index: dict[Key, tuple[str, str]] = {}
    for provider, model, names in _known():
        for name in names:
            index.setdefault(key(name), (provider, model))
    for words, numbers in list(index):
        if "preview" in words[-1:]:
            plain = words[:-1]
            index.setdefault((plain, numbers), index[words, numbers])
    return index


def _known() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for row in _data("names.csv"):
        yield row["provider"], row["model"], (row["alias"],)
    for row in _data("plans.csv"):
        aliases = [alias for alias in row["aliases"].split("|") if alias]
        yield row["provider"], row["model"], (row["model"], *aliases)
    for row in _data("prices.csv"):
        yield row["provider"], row["model"], (row["model"],)


@cache
def _plans() -> dict[Key, tuple[str, str]]:
    return {
        key(name): (row["provider"], row["model"])
        for row in _data("plans.csv")
        for name in (row["model"], *row["aliases"].split("|"), *row["only_as_plan"].split("|"))
        if name
    }


def aliases() -> dict[Key, tuple[str, str]]:
    """The alias file by key, for building the price book under the same ids."""
    return {key(row["alias"]): (row["provider"], row["model"]) for row in _data("names.csv")}


def _data(name: str) -> list[dict[str, str]]:
    text = (files("market") / "data" / name).read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text)))
