"""Pages into the archive, and what a visit reports of them."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial

from crawler.fetched import Fetched, Refined
from market.types import Evidence
from market.visits import Capture, Known
from storage.archive import ArchiveWriter


class Keeper:
    """Writes each page once; what had not changed is only noted.

    Digests and compression take a thread of their own, one page after the other.
    """

    def __init__(self, writer: ArchiveWriter) -> None:
        self._writer = writer
        self._thread = ThreadPoolExecutor(1, "archive")

    async def keep(self, fetched: Fetched, refined: Refined, known: Known | None) -> Capture:
        """Archive a page; unchanged if an earlier visit stored the same bytes."""
        evidence = refined.page.evidence
        same = known if known is not None and known.digest == evidence.digest else None
        return await self._write(fetched, refined, evidence, same)

    async def keep_unmodified(self, fetched: Fetched, refined: Refined, known: Known) -> Capture:
        """Note a 304: the page is the one an earlier visit stored."""
        evidence = replace(refined.page.evidence, digest=known.digest, served_digest="")
        return await self._write(fetched, refined, evidence, known)

    async def _write(
        self, fetched: Fetched, refined: Refined, evidence: Evidence, same: Known | None
    ) -> Capture:
        write = partial(self._writer.write, unchanged_from=same, leaks=refined.leaks)
        warc, offset = await asyncio.get_running_loop().run_in_executor(
            self._thread,
            write,
            evidence,
            refined.request_headers,
            refined.headers,
            refined.page.body,
        )
        validators = ("", "") if fetched.rendered else _validators(fetched)
        if same is not None:
            validators = (validators[0] or same.etag, validators[1] or same.last_modified)
        return Capture(
            evidence=evidence,
            warc=warc,
            offset=offset,
            unchanged=same is not None,
            etag=validators[0],
            last_modified=validators[1],
            leaks=refined.leaks,
        )


def _validators(fetched: Fetched) -> tuple[str, str]:
    return fetched.header("etag")[:500], fetched.header("last-modified")[:100]
