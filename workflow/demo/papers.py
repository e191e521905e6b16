"""Documents for the stories: real one-page PDFs that say what they stand for."""

from io import BytesIO

import pikepdf

A4 = [0, 0, 595, 842]


def paper(title: str, *lines: str) -> bytes:
    """A one-page PDF with a title and a few lines (Latin letters; the page itself is only an example)."""
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    spoken = [f"BT /F1 {16 if place == 0 else 11} Tf 72 {760 - 28 * place} Td ({_escaped(line)}) Tj ET"
              for place, line in enumerate((title, *lines, "Invented example, not a real document."))]  # fmt: skip
    page = pikepdf.Dictionary(
        Type=pikepdf.Name.Page,
        MediaBox=A4,
        Resources=pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=pdf.make_indirect(font))),
        Contents=pdf.make_stream("\n".join(spoken).encode("latin-1", "replace")),
    )
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    out = BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _escaped(line: str) -> str:
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
