"""What credentials look like: provider, the literal every one of them contains, and its shape."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """One kind of credential, holding twenty letters, digits or -_+/= in a row.

    ``literals``: without one of them in the run or the 24 bytes before, it cannot be there.
    ``secret`` (a named group, else the whole match) is what is taken out.
    """

    provider: str
    literals: tuple[bytes, ...]
    pattern: re.Pattern[bytes]


def _starting(provider: str, start: str, body: str) -> Shape:
    """A credential that begins with a literal, at a word's start.

    The literal leads the pattern so that the engine can skip to it; the look-behind follows it.
    """
    literal = re.escape(start)
    pattern = rf"{literal}(?<![A-Za-z0-9_-]{literal})(?:{body})"
    return Shape(provider, (start.encode(),), re.compile(pattern.encode()))


_WORD = r"[A-Za-z0-9_-]"
_B64 = r"[A-Za-z0-9+/]"

SHAPES = (
    _starting("anthropic", "sk-ant-", rf"{_WORD}{{20,}}"),
    _starting("openrouter", "sk-or-", rf"{_WORD}{{20,}}"),
    _starting("openai", "sk-proj-", rf"{_WORD}{{20,}}"),
    _starting("openai", "sk-svcacct-", rf"{_WORD}{{20,}}"),
    _starting("openai", "sk-admin-", rf"{_WORD}{{20,}}"),
    _starting("openai", "sk-None-", rf"{_WORD}{{20,}}"),
    _starting("moonshot", "sk-kimi-", rf"{_WORD}{{20,}}"),
    _starting("generic", "sk-", r"[A-Za-z0-9]{20,}"),
    _starting("openai", "sess-", r"[A-Za-z0-9]{40}"),
    _starting("google", "AIza", rf"{_WORD}{{35}}"),
    _starting("google", "ya29.", rf"{_WORD}{{30,}}"),
    _starting("google", "GOCSPX-", rf"{_WORD}{{28}}"),
    _starting("xai", "xai-", r"[A-Za-z0-9]{40,}"),
    _starting("groq", "gsk_", r"[A-Za-z0-9]{40,}"),
    _starting("replicate", "r8_", r"[A-Za-z0-9]{30,}"),
    _starting("huggingface", "hf_", r"[A-Za-z0-9]{30,}"),
    _starting("perplexity", "pplx-", r"[A-Za-z0-9]{40,}"),
    _starting("nvidia", "nvapi-", rf"{_WORD}{{50,}}"),
    _starting("cerebras", "csk-", r"[A-Za-z0-9]{40,}"),
    _starting("together", "tgp_v1_", rf"{_WORD}{{30,}}"),
    _starting("relay", "cr_", r"[0-9a-f]{64}"),
    *(_starting("github", f"gh{kind}_", r"[A-Za-z0-9]{36,}") for kind in "pousr"),
    _starting("github", "github_pat_", r"[A-Za-z0-9_]{50,}"),
    _starting("gitlab", "glpat-", rf"{_WORD}{{20,}}"),
    _starting("slack", "xox", r"[abeoprs]-[A-Za-z0-9-]{20,}"),
    _starting("stripe", "sk_live_", r"[A-Za-z0-9]{20,}"),
    _starting("stripe", "rk_live_", r"[A-Za-z0-9]{20,}"),
    _starting("npm", "npm_", r"[A-Za-z0-9]{36}"),
    # AKIA… alone, or with the secret that follows it in account lists: AKIA…----wJalr…
    *(
        _starting("aws", start, rf"[0-9A-Z]{{16}}(?:[^A-Za-z0-9+/]{{1,6}}{_B64}{{40}}(?!{_B64}))?")
        for start in ("AKIA", "ASIA")
    ),
    _starting("aws", "ABSK", rf"{_B64}{{100,}}={{0,2}}"),
    _starting("jwt", "eyJ", rf"{_WORD}{{10,}}\.eyJ{_WORD}{{17,}}\.{_WORD}{{10,}}"),
    Shape(
        "aws",
        (b"aws_secret", b"AWS_SECRET", b"ecretAccessKey"),
        re.compile(
            rb"(?:aws_secret_access_key|AWS_SECRET_ACCESS_KEY|[sS]ecretAccessKey)"
            rb"[^A-Za-z0-9+/\n]{1,8}(?P<secret>[A-Za-z0-9+/]{40})(?![A-Za-z0-9+/])"
        ),
    ),
    # 32 hex digits mean nothing alone; after a key word they are an Azure key.
    Shape(
        "azure",
        (b"pi-key", b"PI-KEY", b"pi_key", b"PI_KEY", b"piKey", b"AZURE", b"zure", b"ubscription-"),
        re.compile(
            rb"(?i:api[-_]?key|azure[a-z_. -]{0,12}|subscription-key)"
            rb"[^A-Za-z0-9\n]{1,8}(?P<secret>[0-9a-f]{32}|[0-9A-F]{32})(?![0-9A-Za-z])"
        ),
    ),
    Shape(
        "azure", (b"AccountKey=",), re.compile(rb"AccountKey=(?P<secret>[A-Za-z0-9+/]{80,}={0,2})")
    ),
    Shape(
        "telegram",
        (b":AA",),
        re.compile(rb"(?<![0-9A-Za-z])\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])"),
    ),
    Shape(
        "private_key",
        (b"PRIVATE KEY-----",),
        re.compile(
            rb"-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[^-]{24,20000}"
            rb"(?:-----END [A-Z ]{0,30}PRIVATE KEY-----)?"
        ),
    ),
)
