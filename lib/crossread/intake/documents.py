"""Take the text out of PDF, Word, Rich Text and workbooks."""

import io
import re
import zipfile
from typing import Any, NamedTuple

from .content import Content, Refused

MAX_PART = 300_000_000  # bytes; what an office file may unpack to


class Sheet(NamedTuple):
    """One sheet of a workbook: its name, its first row and the rows below."""

    name: str
    header: list[str]
    rows: list[tuple[Any, ...]]


def pdf(data: bytes) -> Content:
    """Read a PDF's text, pages parted by form feeds; a picture of a page has none."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise Refused("locked", "needs a password; save a copy without one") from error
        raise Refused("unreadable", f"a broken PDF ({error}); download it again") from error
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    # U+FFFE stands where a hyphen at a line's end was taken away
    text = "\f".join(pages).replace("\ufffe", "").replace("\r\n", "\n")
    if not text.strip():
        raise Refused(
            "empty",
            f"no text on its {len(pages)} pages, which may be scans; recognise or type it",
        )
    return Content(text)


def docx(data: bytes) -> Content:
    """Read a Word document's body in order: text boxes, tables and tracked insertions too."""
    from docx2python import docx2python
    from docx2python.iterators import iter_paragraphs

    _check_unpacked(data)
    with docx2python(io.BytesIO(data)) as document:
        paragraphs = [
            re.sub(r"----(?:media|image|footnote|endnote)[^\n-]*-{4}", "", p)
            for p in iter_paragraphs(document.body)
        ]
    linked = (re.sub(r'<a href="[^"]*">(.*?)</a>', r"\1", p, flags=re.DOTALL) for p in paragraphs)
    return Content("\n\n".join(p for p in linked if p.strip()))


def rtf(data: bytes) -> Content:
    """Read Rich Text Format."""
    from striprtf.striprtf import rtf_to_text

    text = rtf_to_text(data.decode("latin-1"), errors="replace")
    return Content(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))


def sheets(data: bytes) -> list[Sheet]:
    """Read a workbook's sheets; error cells keep their sign, formulas give their last value."""
    import openpyxl

    _check_unpacked(data)
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    found = []
    for sheet in book.worksheets:
        sheet.reset_dimensions()  # the size that a sheet claims may leave rows out
        lines = [
            row
            for row in sheet.iter_rows(values_only=True)
            if any(cell is not None for cell in row)
        ]
        header = ["" if cell is None else str(cell) for cell in lines[0]] if lines else []
        found.append(Sheet(sheet.title, header, lines[1:]))
    book.close()
    return found


def _check_unpacked(data: bytes) -> None:
    unpacked = sum(member.file_size for member in zipfile.ZipFile(io.BytesIO(data)).infolist())
    if unpacked > MAX_PART:
        raise Refused("too large", f"unpacks to {unpacked:,} bytes; export its text as .txt")
