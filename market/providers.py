"""What providers are called in sentences that people read."""

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


def provider_name(provider: str) -> str:
    """A provider as people write it; a house we have no name for as it is spelt."""
    return _NAMES.get(provider, provider)
