"""Addresses that coins are paid to, told from random strings by their checksums."""

import hashlib
import re
from collections.abc import Iterator

# base58check (P2PKH, P2SH, Tron), bech32 (SegWit), hexadecimal (Ethereum and its like)
_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9])(?:"
    r"(?P<base58>[13LMDT9A][1-9A-HJ-NP-Za-km-z]{25,34})"
    r"|(?P<bech32>(?:bc1|ltc1)[02-9ac-hj-np-z]{11,71}|(?:BC1|LTC1)[02-9AC-HJ-NP-Z]{11,71})"
    r"|(?P<hexadecimal>0x[0-9a-fA-F]{40})"
    r")(?![A-Za-z0-9])"
)
# A hexadecimal address in one case has no checksum: somebody must say that it is one.
_SAID = re.compile(
    r"(?i)\b(?:eth|erc[- ]?20|bep[- ]?20|bsc|usdt|usdc|polygon|arbitrum|wallet|address)\b|钱包|地址"
)
_NEAR = 60
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_COINS = {0x00: "btc", 0x05: "btc", 0x30: "ltc", 0x32: "ltc", 0x1E: "doge", 0x16: "doge"}
_COINS |= {0x41: "tron"}
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_POLYNOMIAL = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def wallets(text: str) -> Iterator[str]:
    """Every valid address in the text, once, as "btc:…", "eth:0x…", "ltc:…", "doge:…", "tron:…"."""
    seen = set()
    for found in _ADDRESS.finditer(text):
        near = text[max(found.start() - _NEAR, 0) : found.end() + _NEAR]
        named = wallet(found[0], told=bool(_SAID.search(near)))
        if named and named not in seen:
            seen.add(named)
            yield named


def wallet(address: str, *, told: bool = False) -> str | None:
    """The address with its coin in one spelling, None where a checksum is wrong.

    ``told``: the words around it say that it is one; only then may it be without a checksum.
    """
    if address[:2] == "0x":
        return _ethereum(address, told=told)
    if address[:3].lower() in {"bc1", "ltc"}:
        coin, good = ("btc" if address[0] in "bB" else "ltc"), _segwit(address.lower())
        return f"{coin}:{address.lower()}" if good else None
    version = _base58check(address)
    found = _COINS.get(version) if version is not None else None
    return f"{found}:{address}" if found else None


def _base58check(address: str) -> int | None:
    """The version byte of 20 bytes that carry their own checksum."""
    number = 0
    for sign in address:
        if sign not in _BASE58:
            return None
        number = number * 58 + _BASE58.index(sign)
    if number >> 200:
        return None
    raw = number.to_bytes(25, "big")
    leading = len(raw) - len(raw.lstrip(b"\0"))
    if leading != len(address) - len(address.lstrip("1")):
        return None
    double = hashlib.sha256(hashlib.sha256(raw[:21]).digest()).digest()
    return raw[0] if double[:4] == raw[21:] else None


def _segwit(address: str) -> bool:
    """BIP 173 for witness version 0, BIP 350 for the later ones."""
    prefix, _, data = address.rpartition("1")
    values = [_BECH32.find(sign) for sign in data]
    if len(values) < 8 or -1 in values:
        return False
    spread = [ord(sign) >> 5 for sign in prefix] + [0] + [ord(sign) & 31 for sign in prefix]
    check = 1
    for value in spread + values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate(_POLYNOMIAL):
            check ^= term if top >> bit & 1 else 0
    program = (len(values) - 7) * 5 // 8
    fits = program in {20, 32} if values[0] == 0 else 2 <= program <= 40 and values[0] <= 16
    return fits and check == (1 if values[0] == 0 else 0x2BC830A3)


def _ethereum(address: str, *, told: bool) -> str | None:
    """EIP-55: capitals say what the Keccak-256 of the lower-case digits says."""
    digits = address[2:]
    lower = digits.lower()
    if lower == lower[0] * 40:
        return None  # the null address and its like
    if digits in {lower, digits.upper()}:
        return f"eth:0x{lower}" if told else None
    hashed = keccak256(lower.encode()).hex()
    capital = (
        sign.upper() if int(nibble, 16) > 7 else sign
        for sign, nibble in zip(lower, hashed, strict=False)
    )
    return f"eth:0x{lower}" if "".join(capital) == digits else None


_MASK = (1 << 64) - 1
_RATE = 136  # bytes taken in at a time


def _round_constants() -> Iterator[int]:
    """Of Keccak-f[1600], from its shift register."""
    register = 1
    for _ in range(24):
        constant = 0
        for power in range(7):
            if register & 1:
                constant ^= 1 << ((1 << power) - 1)
            register = register << 1 ^ (0x171 if register & 0x80 else 0)
        yield constant


_ROUNDS = tuple(_round_constants())


def keccak256(data: bytes) -> bytes:
    """Keccak-256 as Ethereum uses it: SHA-3 with the padding it had before it was a standard."""
    padded = data + b"\x01" + b"\0" * ((-len(data) - 2) % _RATE) + b"\x80"
    if len(data) % _RATE == _RATE - 1:
        padded = data + b"\x81"
    lanes = [0] * 25
    for start in range(0, len(padded), _RATE):
        for place in range(_RATE // 8):
            at = start + place * 8
            lanes[place] ^= int.from_bytes(padded[at : at + 8], "little")
        for constant in _ROUNDS:
            lanes = _round(lanes)
            lanes[0] ^= constant
    return b"".join(lane.to_bytes(8, "little") for lane in lanes[:4])


def _round(lanes: list[int]) -> list[int]:
    """θ, ρ, π and χ; ι is the caller's."""
    columns = [
        lanes[x] ^ lanes[x + 5] ^ lanes[x + 10] ^ lanes[x + 15] ^ lanes[x + 20] for x in range(5)
    ]
    mixed = [columns[x - 1] ^ _turned(columns[(x + 1) % 5], 1) for x in range(5)]
    lanes = [lane ^ mixed[place % 5] for place, lane in enumerate(lanes)]
    moved = [0] * 25
    moved[0] = lanes[0]
    x, y = 1, 0
    for step in range(24):
        lane = lanes[x + 5 * y]
        x, y = y, (2 * x + 3 * y) % 5
        moved[x + 5 * y] = _turned(lane, (step + 1) * (step + 2) // 2 % 64)
    return [
        moved[place]
        ^ (~moved[place // 5 * 5 + (place + 1) % 5] & moved[place // 5 * 5 + (place + 2) % 5])
        for place in range(25)
    ]


def _turned(lane: int, by: int) -> int:
    return (lane << by | lane >> (64 - by)) & _MASK
