"""Read: bytes → listings → facts. Pure: no network, no disk, no clock."""
