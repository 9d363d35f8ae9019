"""Lines for people, JSON for programs; nothing a seller wrote may steer a terminal."""

import sys
import unicodedata

from market.wire import encode

_STEERING = {"Cc", "Cf", "Cs"}  # control, bidi and zero-width characters, halves of characters


def say(line: str) -> None:
    """One plain line on standard output."""
    sys.stdout.write(f"{printable(line)}\n")


def warn(line: str) -> None:
    """One plain line on standard error."""
    sys.stderr.write(f"{printable(line)}\n")


def as_json(value: object) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(encode(value).decode() + "\n")


def done(sentence: str, facts: dict[str, object], *, as_of_json: bool) -> None:
    """What a command did: a sentence for a person, the facts of it for a program."""
    if as_of_json:
        as_json(facts)
    else:
        say(sentence)


def printable(text: str) -> str:
    """Text without control, bidi and zero-width characters: what is shown is what is there."""
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _STEERING)
