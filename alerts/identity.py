"""Opaque, deterministic ids of our own namespace: the same thing always gets the same id."""

from collections.abc import Iterable
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5

from market import wire

NAMESPACE = uuid5(NAMESPACE_URL, "https://resalewatch.example/ids/v1")


def alert_id(rule: str, entities: Iterable[str]) -> str:
    """A hash of the rule and what it speaks of; never of price, words or time of execution."""
    return sha256(wire.encode([rule, *sorted(entities)])).hexdigest()


def lead_id(channel: str) -> str:
    """One lead per channel, for ever."""
    return str(uuid5(NAMESPACE, f"lead:{channel}"))


def dispatch_id(target: str, kind: str, *parts: str) -> str:
    """The idempotency key of one message to one target, constant through all retries."""
    return str(uuid5(NAMESPACE, wire.encode(["dispatch", target, kind, *parts]).decode()))
