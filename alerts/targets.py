"""Where messages go: what a person configures, checked when it is built."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class FileTarget:
    """A file that grows by one JSON line per message."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class WebhookTarget:
    """An HTTP address that takes signed messages (Standard Webhooks).

    Only public addresses and those of ``allow_networks`` are ever connected to; plain http is for
    networks named there. Raises ValueError saying what is wrong.
    """

    name: str
    url: str
    secret: str = field(repr=False)  # whsec_ and 24 to 64 bytes in base64
    allow_networks: Sequence[str] = ()

    def __post_init__(self) -> None:
        """Refuse at start-up what could not be delivered at night."""
        parts = urlsplit(self.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(f"target {self.name!r}: {self.url!r} is no http(s) address")
        if parts.username or parts.password:
            raise ValueError(f"target {self.name!r}: no user or password in the address")
        if parts.scheme == "http" and not self.allow_networks:
            raise ValueError(
                f"target {self.name!r}: plain http needs its network allowed; use https"
            )
        if not 24 <= _key_bytes(self.secret) <= 64:
            raise ValueError(
                f"target {self.name!r}: the secret must be whsec_ and 24 to 64 bytes in base64"
            )


Target = FileTarget | WebhookTarget


def _key_bytes(secret: str) -> int:
    """How long the key is; 0 when it is not one."""
    if not secret.startswith("whsec_"):
        return 0
    try:
        return len(base64.b64decode(secret.removeprefix("whsec_") + "==", validate=False))
    except binascii.Error:
        return 0
