"""CP932 or EUC-JP: told apart by all bytes of a file that is not UTF-8."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from publisher.model import File
from publisher.tables import encoding_words as words
from publisher.words import Text

CHUNK = 1 << 17
ENOUGH = 6
"""Different words of even length that are no accident: half of all words in kana are of odd."""
UNDEFINED = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
"""What Python makes of the bytes 80, A0, FD–FF, which CP932 leaves undefined."""
_ODD = re.compile(
    "[\ue000-\uf8ff]"  # characters that a town made for itself
    "|[\x00-\x7f][ｧ-ｰ][ｱ-ﾝ]"  # small kana and the sign of length begin no word
    "|[ｱｲｴｵﾅ-ﾉﾏ-ﾝ]ﾞ|[ｱ-ﾉﾏ-ﾝ]ﾟ"  # sounds that have no voiced form
)
"""What half-width kana hardly ever are, while bytes of EUC-JP read so by accident."""
_COMMON = re.compile(rb"[\xa1-\xa8\xb0-\xcf][\xa1-\xfe]")
"""In EUC-JP: signs, letters and the kanji of the first level (JIS X 0208)."""
_KANA = re.compile("[ぁ-んァ-ヶ]")
_WORD = re.compile(rb"[\x80-\xff]{2,64}")


def decodes(data: bytes, codec: str) -> bool:
    """Say whether `codec` reads all of `data`; for CP932, without its undefined bytes."""
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return False
    return codec != "cp932" or UNDEFINED.search(text) is None


@dataclass(frozen=True, slots=True)
class Choice:
    """Which of the two a file is in, and why."""

    codec: str | None
    reason: Text
    is_certain: bool = True
    """False where the other would be as good a reading."""


def choose(file: File, declared: str | None = None) -> Choice:
    """Return `cp932`, `euc_jp` or None, whichever reads the whole file, and why.

    Hardly any CP932 text is valid EUC-JP: only words of half-width kana of even length, and a few
    kanji. EUC-JP text in turn often reads as such words. Where both read every byte, it is EUC-JP
    if it is `declared` so, if its reading has kana, if ENOUGH different words fit, or if it is
    common kanji where CP932 would have what no word has. Else it is CP932: not for certain where
    EUC-JP has common kanji, unless it is `declared`. Raises OSError.
    """
    alive = _alive(file)
    if len(alive) < 2:
        codec = next(iter(alive), None)
        reasons = {"cp932": words.CP932, "euc_jp": words.EUC_JP}
        return Choice(codec, reasons.get(codec or "", words.UNDECIDED))
    if declared == "euc_jp":
        return Choice("euc_jp", words.DECLARED)
    is_euc_jp = _looks_euc_jp(file)
    if is_euc_jp:
        return Choice("euc_jp", words.RATHER_EUC_JP)
    if declared == "cp932":
        return Choice("cp932", words.DECLARED)
    if is_euc_jp is None:
        return Choice("cp932", words.EITHER, is_certain=False)
    return Choice("cp932", words.RATHER_CP932)


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


def _looks_euc_jp(file: File) -> bool | None:
    """Say which of two readings of a file is likelier; None where neither is."""
    euc_jp, cp932 = (codecs.getincrementaldecoder(name)() for name in ("euc_jp", "cp932"))
    seen: set[bytes] = set()
    is_common, is_odd = True, False
    with file.open() as stream:
        while chunk := stream.read(CHUNK):
            text = euc_jp.decode(chunk)
            if _KANA.search(text):
                return True
            seen.update(_WORD.findall(chunk))
            if len(seen) >= ENOUGH:
                return True
            is_common = is_common and _is_common(text)
            is_odd = is_odd or _ODD.search(cp932.decode(chunk)) is not None
    return (is_odd or None) if is_common else False


def _is_common(text: str) -> bool:
    beyond = {character for character in text if not character.isascii()}
    return all(_COMMON.match(character.encode("euc_jp")) for character in beyond)
