"""Addresses with right checksums are wallets; anything else that looks like one is not."""

import pytest

from market.wallets import keccak256, wallet, wallets

# From the standards themselves: Bitcoin's genesis block, BIP 16/173/350, EIP-55, Tron's manual.
VALID = [
    ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "btc:1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa"),
    ("3P14159f73E4gFr7JterCCQh9QjiTjiZrG", "btc:3P14159f73E4gFr7JterCCQh9QjiTjiZrG"),
    (
        "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
        "btc:bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    ),
    (
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
        "btc:bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
    ),
    (
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "eth:0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
    ),
    (
        "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "eth:0xfb6916095ca1df60bb79ce92ce3ea74c37c5d359",
    ),
    ("TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", "tron:TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"),
]
INVALID = [
    "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",  # the last sign
    "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6u",
    "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
    "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
    "0x0000000000000000000000000000000000000000",
    "111111111111111111111111111111111",
    "TThisLooksLikeAnAddressButisNone12",
]


@pytest.mark.parametrize(("written", "named"), VALID)
def test_an_address_with_its_checksum_is_a_wallet(written: str, named: str) -> None:
    assert wallet(written) == named
    assert list(wallets(f"pay {written}, then write")) == [named]


@pytest.mark.parametrize("written", INVALID)
def test_a_string_without_the_right_checksum_is_none(written: str) -> None:
    assert list(wallets(f"USDT wallet: {written}")) == []


def test_a_lower_case_address_counts_only_where_words_say_so() -> None:
    bare = "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed"

    assert list(wallets(f"commit {bare} of today")) == []
    assert list(wallets(f"ERC20 地址 {bare}")) == [f"eth:{bare}"]


def test_keccak_is_ethereums_and_not_the_standards() -> None:
    empty = "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"

    assert keccak256(b"").hex() == empty
    assert keccak256(b"testing").hex() == (
        "5f16f4c7f149ac4f9510d9cf8cf384038ad348b3bcdc01915f95de12df9d1b02"
    )
    for length in (135, 136, 137, 271, 272):
        assert len(keccak256(b"x" * length)) == 32
