"""claude-relay-service sends its visitors to a front end of its own."""

import json

from conftest import Send, Site

from market.types import Outcome, Page
from parsers.read import read_visit
from storage.archive import Archive

SHELL = '<html><title>x</title><script src="/admin-next/assets/index.js"></script></html>'
SETTINGS = {"success": True, "data": {"siteName": "Crane", "siteIcon": "", "siteIconData": ""}}
HOST = "crane.example"


def test_a_redirect_to_its_front_end_names_it_within_four_requests(site: Site, send: Send) -> None:
    """robots.txt, the bare address, where that leads, and the name the operator gave it."""
    site.put(HOST, "/", status=301, headers=(("Location", "/admin-next/api-stats"),))
    site.put(HOST, "/admin-next/api-stats", SHELL)
    site.put(HOST, "/admin/oem-settings", json.dumps(SETTINGS))
    night = send(f"http://{HOST}/")
    visited = night.visited[f"http://{HOST}/"]
    archive = Archive(night.archive)
    reading = read_visit([Page(one.evidence, archive.page(one).body) for one in visited.captures])

    assert (visited.outcome, visited.requests) == (Outcome.READ, 4)
    assert (reading.family, [one.title for one in reading.listings]) == (
        "claude_relay_service",
        ["Crane"],
    )
