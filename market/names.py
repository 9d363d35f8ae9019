"""Model and plan names as sellers write them, resolved to the price book's ids. A name that is
not known for certain is None: a wrong sibling would misprice everything after it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from market import supply
from market.nameindex import models, plans
from market.namekeys import fold, key, undated


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
    found = plans().get(key(text)) or plans().get(key(_PLAN_NOISE.sub(" ", text)))
    return ModelName(*found) if found else None


def _unbracketed(text: str) -> tuple[str, tuple[str, ...]]:
    """[官转]gpt-4o, gpt-4o（官转）: a tag in front is the channel's; further on only supply words
    are, and claude-sonnet-4-5[1m] keeps what it says of the model.
    """
    terms = tuple(term for tag in _BRACKETED.findall(text) for term in supply.terms(tag))
    bare = _BRACKETED.sub(_tag, text)
    return bare.strip(" -_|:·"), terms


def _tag(found: re.Match[str]) -> str:
    inner = found[1].strip()
    return " " if found.start() == 0 or supply.is_term(inner) else f"-{inner}"


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
    found = models().get(key(name))
    if found:
        return found
    words = key(name)[0]
    brand = _FAMILY_BRAND.get(words[0]) if words else None
    if brand:
        return models().get(key(f"{brand} {name}"))
    return models().get(key(f"gpt {name}")) if re.match(r"4o(?!\d)", name) else None


def _may_end(found: tuple[str, str], name: str, bare: str) -> bool:
    """Thinking and effort endings name the same model only with the vendors that sell them so."""
    tail = name[len(bare) :]
    early = found[1].startswith(("gemini-1", "gemini-2.0"))
    if _THINKING.search(tail) and (early or found[0] not in _THINKING_OF):
        return False
    return not (_EFFORT.search(tail) and found[0] not in _EFFORT_OF)
