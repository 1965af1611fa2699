"""Turn bytes into characters, and say by which encoding."""

import re
from functools import cache

from .. import lexicon
from .content import Content

SAMPLE = 100_000  # bytes that an encoding is told from
CONTROL = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b")) + b"\x7f"


def is_binary(head: bytes) -> bool:
    """Tell whether bytes are no text in any encoding: control characters beyond a stray one."""
    if _marked(head) or _is_utf16(head):
        return False
    return len(head) - len(head.translate(None, CONTROL)) > 0.02 * len(head)


_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def _marked(data: bytes) -> str | None:
    return next((codec for mark, codec in _MARKS if data.startswith(mark)), None)


def _is_utf16(data: bytes) -> str | None:
    """Tell UTF-16 without a mark by its zero bytes: each is half of a space or a letter."""
    sample = data[: SAMPLE // 2 * 2]
    if len(sample) < 16 or sample.count(0) < 0.03 * len(sample):
        return None
    for codec in ("utf-16-le", "utf-16-be"):
        seen = sample.decode(codec, "replace")
        words = sum(c.isalnum() and "\0" not in c for c in seen)
        spaces = sum(c in " \n\r" for c in seen)
        if spaces > 0.02 * len(seen) and words + spaces > 0.75 * len(seen):
            return codec
    return None


def decode(data: bytes) -> tuple[str, str]:
    """Decode by byte order mark, then as UTF-8, as UTF-16, and else by charset-normalizer.

    A file in UTF-8 with a few broken bytes stays UTF-8. Bytes that the encoding can't read
    become U+FFFD, and the encoding's name says how many.
    """
    codec = _marked(data) or _is_utf16(data)
    if not codec:
        try:
            return data.decode("utf-8"), "utf-8"
        except UnicodeDecodeError as error:
            mended, first = data.decode("utf-8", "replace"), error.start
        broken = mended.count("\ufffd")
        beyond = len(mended) - len(mended.encode("ascii", "ignore"))
        if broken * 10 < beyond - broken:
            return mended, f"utf-8 ({broken} broken)"
        del mended
        sample = data[max(0, first - SAMPLE // 2) :][:SAMPLE]
        codec = _latin(sample.decode("cp1252", "replace")) or _by_words(sample)
    text = data.decode(codec, "replace")
    broken = text.count("\ufffd")
    return text, f"{codec} ({broken} broken)" if broken else codec


@cache
def _signs(name: str) -> str:
    return next(row["form"] for row in lexicon.rows("encodings") if row["name"] == name)


def _latin(seen: str) -> str | None:
    """Tell the single-byte codec of a Latin script from how its bytes read as windows-1252.

    charset-normalizer alone takes short English texts with curly quotes for other codecs.
    """
    high = {c for c in seen if c > "\x7f"}
    plain = sum(c.isascii() and c.isalpha() for c in seen)
    if plain < 3 * sum(c > "\x7f" for c in seen) or re.search(_signs("not Latin"), seen):
        return None
    if re.search(_signs("mac_roman"), seen):
        return "mac_roman"
    if high & set(_signs("cp1254 only")) and high <= set(_signs("cp1254") + _signs("punctuation")):
        return "cp1254"
    if re.search(_signs("cp1250"), seen):
        return "cp1250"
    return "cp1252" if high <= set(_signs("cp1252") + _signs("punctuation")) else None


def _by_words(sample: bytes) -> str:
    """Ask charset-normalizer, and show it only the words that are not plain ASCII."""
    from charset_normalizer import from_bytes

    words = b" ".join(word for word in sample.split() if not word.isascii())
    best = from_bytes(words, cp_isolation=_signs("candidates").split()).best()
    return best.encoding if best else "cp1252"


def plain(data: bytes) -> Content:
    """Read plain text or Markdown, character for character."""
    text, encoding = decode(data)
    return Content(text, encoding)
