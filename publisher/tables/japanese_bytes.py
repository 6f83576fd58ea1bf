"""CP932 or EUC-JP: told apart by all bytes of a file that is not UTF-8."""

from __future__ import annotations

import codecs
import re

from publisher.model import File
from publisher.tables import encoding_words as words
from publisher.words import Text

CHUNK = 1 << 17
ENOUGH = 6
"""Different words of even length that are no accident: half of all words in kana are of odd."""
UNDEFINED = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
"""What Python makes of the bytes 80, A0, FD–FF, which CP932 leaves undefined."""
_KANA = re.compile("[ぁ-んァ-ヶ]")
_WORD = re.compile(rb"[\x80-\xff]{2,64}")


def decodes(data: bytes, codec: str) -> bool:
    """Say whether `codec` reads all of `data`; for CP932, without its undefined bytes."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return False
    return codec != "cp932" or UNDEFINED.search(text) is None


def choose(file: File) -> tuple[str | None, Text]:
    """Return `cp932`, `euc_jp` or None, whichever reads the whole file, and why.

    Hardly any CP932 text is valid EUC-JP: only words of half-width kana of even length, and a few
    kanji. EUC-JP text in turn often reads as such words. Where both read every byte, it is EUC-JP
    if its reading has kana, or if ENOUGH different words fit; else CP932. Raises OSError.
    """
    alive = _alive(file)
    if len(alive) < 2:
        codec = next(iter(alive), None)
        reasons = {"cp932": words.CP932, "euc_jp": words.EUC_JP}
        return codec, reasons.get(codec or "", words.UNDECIDED)
    if _looks_euc_jp(file):
        return "euc_jp", words.RATHER_EUC_JP
    return "cp932", words.RATHER_CP932


def _alive(file: File) -> set[str]:
    """Return which of the two read the whole file."""
    decoders = {name: codecs.getincrementaldecoder(name)() for name in ("cp932", "euc_jp")}
    with file.open() as stream:
        chunk: bytes | None = None
        while decoders and chunk != b"":
            chunk = stream.read(CHUNK)
            for name, decoder in tuple(decoders.items()):
                try:
                    text = decoder.decode(chunk, final=not chunk)
                except UnicodeDecodeError:
                    del decoders[name]
                else:
                    if name == "cp932" and UNDEFINED.search(text):
                        del decoders[name]
    return set(decoders)


def _looks_euc_jp(file: File) -> bool:
    decoder = codecs.getincrementaldecoder("euc_jp")()
    seen: set[bytes] = set()
    with file.open() as stream:
        while chunk := stream.read(CHUNK):
            if _KANA.search(decoder.decode(chunk)):
                return True
            seen.update(_WORD.findall(chunk))
            if len(seen) >= ENOUGH:
                return True
    return False
