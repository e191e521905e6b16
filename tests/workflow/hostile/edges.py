"""Names that lie or lead elsewhere, sizes at the edge, and the harmless test virus in several clothes."""

from tests.workflow.filing import pdf as honest
from tests.workflow.hostile.recipes import EICAR, docx, pdf, xlsx

#: name as sent → name as shown. The file itself is honest.
NAMES = {
    "合同.exe.pdf": "合同.exe.pdf",
    "\u202efdp.合同.pdf": "fdp.合同.pdf",
    "a\u2066b\u2069.pdf": "ab.pdf",
    "nul\0byte.pdf": "nulbyte.pdf",
    "长" * 300 + ".pdf": "长" * 117 + ".pdf",
    "CON.pdf": "CON.pdf",
    "／etc／passwd.pdf": "／etc／passwd.pdf",
    "e\u0301.pdf": "é.pdf",
    "租赁合同　第1份（盖章）.pdf": "租赁合同第1份（盖章）.pdf",
    "a\r\nSet-Cookie: x=1.pdf": "aSet-Cookie x=1.pdf",
    '"; filename=evil.html.pdf': "; filename=evil.html.pdf",
    "$(id)`id`.pdf": "$(id)`id`.pdf",
    "../../etc/passwd.pdf": "passwd.pdf",
    "..\\..\\windows\\win.pdf": "win.pdf",
    "/etc/cron.d/x.pdf": "x.pdf",
    "C:\\x\\y.pdf": "y.pdf",
    "....//....//x.pdf": "x.pdf",
    "%2e%2e%2fx.pdf": "%2e%2e%2fx.pdf",
    "..%c0%af..%c0%afx.pdf": "..%c0%af..%c0%afx.pdf".strip("."),
    "//host/share/x.pdf": "x.pdf",
    "file:///etc/x.pdf": "x.pdf",
    "~/x.pdf": "x.pdf",
    "{{7*7}}%s%n.pdf": "{{77}}%s%n.pdf",
    "=1+1.pdf": "=1+1.pdf",
    "a.pdf.": "a.pdf",
    "a.pdf ": "a.pdf",
}
#: Names without an allowed ending.
ENDLESS = {
    "": honest(),
    ".pdf": honest(),
    "pdf": honest(),
    "a.pdf.exe": honest(),
    "a.pdf/x": honest(),
    "a.pdf\0.html": honest(),
    "a.pdf:stream.js": honest(),
    "a.ｐｄｆ": honest(),
}
SIZES = {
    "empty.pdf": b"",
    "one.pdf": b"%",
    "head.pdf": b"%PDF-",
    "head.png": b"\x89PNG\r\n\x1a\n",
    "head.docx": b"PK\x03\x04",
}
#: The test virus: refused for its kind where it is bare; taken where it hides, for the scanner to find.
BARE = {"eicar.pdf": EICAR, "eicar.com": EICAR}
HIDDEN = {
    "eicar-stream.pdf": pdf(lambda made: setattr(made.Root, "Extra", made.make_indirect(made.make_stream(EICAR)))),
    "eicar.docx": docx({"word/media/a.png": EICAR}),
    "eicar.xlsx": xlsx({"xl/media/a.png": EICAR}),
}
