"""What a browser would run, under its own name and under honest ones; files of two kinds at once; and lies about the kind."""

from tests.workflow.filing import pdf as honest_pdf
from tests.workflow.filing import picture
from tests.workflow.hostile.recipes import archive, docx, pdf, png, xlsx

SCRIPT = b"<script>alert(document.domain)</script>"
HTML = b"<!doctype html><html><body>" + SCRIPT + b"</body></html>"
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'>" + SCRIPT + b"</svg>"
#: Names that are told apart by their ending alone: never taken.
RUNS = {
    "plain.svg": SVG,
    "gz.svgz": SVG,
    "doctype.svg": b"<?xml version='1.0'?>" + SVG,
    "page.html": HTML,
    "page.htm": HTML,
    "page.xhtml": HTML,
    "page.shtml": b"<!--#exec cmd='id'-->",
    "page.mht": b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" + HTML,
    "page.mhtml": HTML,
    "style.xsl": b"<xsl:stylesheet/>",
    "data.xml": b"<?xml-stylesheet href='x.xsl'?><a/>",
    "utf16.html": HTML.decode().encode("utf-16"),
    "utf7.html": b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "note.txt": SCRIPT,
    "table.csv": b'=HYPERLINK("http://evil.example")\r\n' + SCRIPT,
    "data.json": b'{"a": "' + SCRIPT + b'"}',
    "run.js": b"alert(1)",
    "run.exe": b"MZ" + bytes(64),
    "run.bat": b"@echo off",
    "link.url": b"[InternetShortcut]\r\nURL=file:///c:/windows",
    "app.hta": HTML,
    "old.swf": b"CWS" + bytes(64),
    "page.php": b"<?php system($_GET['c']); ?>",
    "page.jsp": b"<% out.print(1); %>",
}
#: The ending says something honest, the bytes do not.
LIES = {
    "html.pdf": HTML,
    "html.jpg": HTML,
    "html.png": HTML,
    "svg.png": SVG,
    "html.docx": HTML,
    "html.xlsx": HTML,
    "picture.pdf": picture(),
    "pdf.png": honest_pdf(),
    "png.jpg": picture(),
    "jpg.png": picture("JPEG"),
    "gif.png": picture("GIF"),
    "bmp.jpg": picture("BMP"),
    "docx.xlsx": docx(),
    "xlsx.docx": xlsx(),
    "zip.docx": archive({"a.txt": b"x"}),
    "docx.ofd": docx(),
    "exe.pdf": b"MZ" + bytes(600),
    "ole.docx": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
}
#: Two kinds at once.
DOUBLES = {
    "late-head.pdf": b"\n\n" + honest_pdf(),
    "head-only.pdf": b"%PDF-1.7\n" + HTML,
    "pdf-and-zip.pdf": honest_pdf() + archive({"a.html": HTML}),
    "png-and-zip.png": picture() + archive({"a.html": HTML}),
    "jpg-and-zip.jpg": picture("JPEG") + archive({"a.html": HTML}),
    "pdf-and-html.pdf": honest_pdf() + HTML + bytes(2000),
    "gif-script.png": b"GIF89a/*" + SCRIPT + b"*/",
    "html-and-pdf.pdf": HTML + honest_pdf(),
    "zip-with-comment.docx": docx()[:-2] + len(HTML).to_bytes(2, "little") + HTML,
}
#: Real pictures and pages that carry a script where no reader looks: taken, and never shown by a browser.
QUIET = {
    "comment.jpg": picture("JPEG").replace(b"\xff\xdb", b"\xff\xfe" + (len(HTML) + 2).to_bytes(2, "big") + HTML + b"\xff\xdb", 1),
    "tail.jpg": picture("JPEG") + HTML,
    "text.png": png(8, 8, (b"tEXt", b"Comment\0" + HTML), data=b"\0" * 16),
    "tail.png": picture() + HTML,
    "title.pdf": pdf(lambda made: made.docinfo.__setitem__("/Title", HTML.decode())),
    "body.docx": docx(body=b"<w:document xmlns:w='w'><w:body>&lt;script&gt;</w:body></w:document>"),
}  # fmt: skip
