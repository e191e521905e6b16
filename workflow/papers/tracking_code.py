"""The code to scan on a receipt: it opens the public status line of the case, with number and code in the address."""

from io import BytesIO

from states.say import Say
from workflow.links import absolute
from workflow.models.case import Case
from workflow.papers.letter import Block


def tracking_url(case: Case) -> str:
    """The address of the public status line of a submitted case."""
    return absolute("public_tracking.show", number=case.number, code=case.tracking_code)


def drawing(text: str) -> str:
    """The code as SVG, black on white with its quiet zone."""
    import segno

    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=4, xmldecl=False, svgns=True, light="#fff")
    return out.getvalue().decode()


def qr(case: Case) -> Block:
    """The block with the code and what it is for."""
    return {
        "is": "qr",
        "svg": drawing(tracking_url(case)),
        "lines": [
            Say(f"申请编号 {case.number}", f"Case number {case.number}"),
            Say(f"查询码 {case.tracking_code}", f"Tracking code {case.tracking_code}"),
            Say(
                "扫码或在网站“进度查询”输入编号和查询码，不用登录就能看到办到哪一步。",
                "Scan the code, or enter number and tracking code under “Track a case”, to see the status without signing in.",
            ),
        ],
    }
