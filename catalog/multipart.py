"""Multipart requests read as a stream: fields into memory within a bound, files straight to disk."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import anyio.to_thread
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header

from catalog.files import FileStore, Incoming
from catalog.model.upload import Upload

_MOST_PARTS = 10_000
_MOST_HEADERS = 64_000
"""Bytes of all headers of one part."""


class MultipartError(Exception):
    """The body is not multipart as announced, or holds more than is taken; the message says which."""


@dataclass(slots=True)
class _Part:
    headers: dict[bytes, bytes] = field(default_factory=dict)
    name: str = ""
    filename: str | None = None
    mimetype: str | None = None
    text: bytearray = field(default_factory=bytearray)
    incoming: Incoming | None = None


async def read(
    content_type: str, stream: AsyncIterator[bytes], files: FileStore, *, most_text: int
) -> list[tuple[str, str | Upload]]:
    """Return the fields in order; files are kept in `files` and given as Uploads.

    Raises MultipartError. Whatever ends this early leaves no half file behind.
    """
    boundary = parse_options_header(content_type)[1].get(b"boundary")
    if not boundary:
        message = "Missing boundary in multipart"
        raise MultipartError(message)
    form = _Form(files, most_text)
    parser = MultipartParser(
        boundary,
        {
            "on_part_begin": form.begin,
            "on_header_field": form.header_name,
            "on_header_value": form.header_value,
            "on_header_end": form.header_end,
            "on_headers_finished": form.headers_finished,
            "on_part_data": form.data,
            "on_part_end": form.end,
            "on_end": form.finish,
        },
    )
    try:
        async for piece in stream:
            # Hashing and writing happen in a thread; the loop goes on serving readers.
            await anyio.to_thread.run_sync(parser.write, piece)
        if not form.is_finished:
            message = "The multipart body ends early"
            raise MultipartError(message)
    except FormParserError as error:
        raise MultipartError(str(error)) from error
    finally:
        form.drop()
    return form.fields


class _Form:
    def __init__(self, files: FileStore, most_text: int) -> None:
        self.fields: list[tuple[str, str | Upload]] = []
        self.is_finished = False
        self._files = files
        self._left = most_text
        self._part = _Part()
        self._header_name = bytearray()
        self._header_value = bytearray()

    def begin(self) -> None:
        if len(self.fields) >= _MOST_PARTS:
            message = f"More than {_MOST_PARTS} parts"
            raise MultipartError(message)
        self._part = _Part()

    def header_name(self, data: bytes, start: int, end: int) -> None:
        self._header_name += data[start:end]
        self._bound_headers()

    def header_value(self, data: bytes, start: int, end: int) -> None:
        self._header_value += data[start:end]
        self._bound_headers()

    def header_end(self) -> None:
        self._part.headers[bytes(self._header_name).lower()] = bytes(self._header_value)
        self._header_name.clear()
        self._header_value.clear()

    def headers_finished(self) -> None:
        part = self._part
        options = parse_options_header(part.headers.get(b"content-disposition"))[1]
        if b"name" not in options:
            message = "A part without a name"
            raise MultipartError(message)
        part.name = _decoded(options[b"name"])
        if b"filename" in options:
            part.filename = _decoded(options[b"filename"])
            stated = parse_options_header(part.headers.get(b"content-type"))[0]
            part.mimetype = _decoded(stated) or None
            part.incoming = self._files.incoming()

    def data(self, data: bytes, start: int, end: int) -> None:
        if self._part.incoming is not None:
            self._part.incoming.write(data[start:end])
            return
        self._left -= end - start
        if self._left < 0:
            message = "The fields beside the files are too large"
            raise MultipartError(message)
        self._part.text += data[start:end]

    def end(self) -> None:
        part, self._part = self._part, _Part()
        if part.incoming is None:
            self.fields.append((part.name, _decoded(part.text)))
        elif not part.filename:  # a browser's file input in which nobody chose a file
            part.incoming.drop()
        else:
            size = part.incoming.size
            upload = Upload(
                filename=part.filename,
                sha256=part.incoming.keep(),
                size=size,
                mimetype=part.mimetype,
            )
            self.fields.append((part.name, upload))

    def finish(self) -> None:
        self.is_finished = True

    def drop(self) -> None:
        if self._part.incoming is not None:
            self._part.incoming.drop()

    def _bound_headers(self) -> None:
        if len(self._header_name) + len(self._header_value) > _MOST_HEADERS:
            message = "The headers of a part are too large"
            raise MultipartError(message)


def _decoded(text: bytes | bytearray) -> str:
    return bytes(text).decode("utf-8", errors="replace")
