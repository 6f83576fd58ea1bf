"""Memory of the catalog while a large upload comes in as a stream."""

from __future__ import annotations

import json
import tracemalloc

from requests_toolbelt import MultipartEncoder

from tests.catalog.conftest import Catalog


class Zeros:
    """A file of zero bytes that is not there."""

    def __init__(self, size: int) -> None:
        self.len = size

    def read(self, size: int = -1) -> bytes:
        count = self.len if size < 0 else min(size, self.len)
        self.len -= count
        return bytes(count)


def peak_of_upload(catalog: Catalog, name: str, size: int) -> int:
    """Return the most bytes that Python held more while `size` bytes were uploaded."""
    encoder = MultipartEncoder(
        {
            "match": json.dumps({"name": name}),
            "update__resources__0__upload": ("big.bin", Zeros(size), "application/octet-stream"),
        }
    )
    tracemalloc.start()
    try:
        answer = catalog.publisher.request(
            "POST",
            "/api/3/action/package_revise",
            data=encoder,
            headers={"Content-Type": encoder.content_type},
        )
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    uploaded = answer.json()["result"]["package"]["resources"][0]

    assert size == uploaded["size"]
    return peak
