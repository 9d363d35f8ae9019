"""What providers and units are called in sentences that people read."""

from market.types import Unit

UNNAMED = "multiple"  # of what is sold for several providers, or for none in particular

_NAMES = {
    "anthropic": "Anthropic",
    "openai": "OpenAI",
    "google": "Google",
    "xai": "xAI",
    "deepseek": "DeepSeek",
    "moonshot": "Moonshot",
    "alibaba": "Alibaba",
    "zhipu": "Zhipu",
    "minimax": "MiniMax",
    "mistral": "Mistral",
    "meta": "Meta",
    "cursor": "Cursor",
    "bytedance": "ByteDance",
    UNNAMED: "Several or unnamed providers",
}

UNIT_WORDS = {
    Unit.INPUT: "1M input tokens",
    Unit.OUTPUT: "1M output tokens",
    Unit.CACHE_READ: "1M cached tokens read",
    Unit.CACHE_WRITE: "1M cached tokens written",
    Unit.CALL: "call",
    Unit.IMAGE: "image",
    Unit.ACCOUNT: "account",
    Unit.MONTH: "month",
    Unit.KEY: "key",
    Unit.USD_CREDIT: "dollar of credit",
}


def provider_name(provider: str) -> str:
    """A provider as people write it; a house we have no name for as it is spelt."""
    return _NAMES.get(provider, provider)


def provider_said(provider: str) -> str:
    """The same in the middle of a sentence."""
    return "several or unnamed providers" if provider == UNNAMED else provider_name(provider)
