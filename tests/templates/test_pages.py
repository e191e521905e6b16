"""Every macro, layout and error page is drawn and judged by the strict parser, in both languages."""

import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask, render_template_string

from tests.ground.strict_html import StrictClient

ROOT = Path(__file__).resolve().parents[2]
SPECIMENS = sorted(path.stem for path in (Path(__file__).parent / "specimens").glob("*.html"))
ERRORS = (400, 403, 404, 409, 413, 422, 429, 500)
MACRO = re.compile(r"{%-? macro (\w+)\(")


def macros() -> list[str]:
    """Every macro somebody may call, as file:name."""
    files = sorted((ROOT / "templates" / "macros").glob("*.html"))
    return [
        f"{file.stem}:{name}" for file in files for name in MACRO.findall(file.read_text()) if not name.startswith("_")
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("who", ["visitor", "applicant", "staff"])
@pytest.mark.parametrize("name", SPECIMENS)
def test_a_specimen_is_sound(client: StrictClient, name: str, who: str, language: str) -> None:
    client.set_cookie("lang", language)
    answer = client.get(f"/show/{name}?who={who}")
    assert answer.status_code == 200
    assert f'<html lang="{"en" if language == "en" else "zh-CN"}">' in answer.text


@pytest.mark.parametrize("who", ["visitor", "applicant", "staff"])
@pytest.mark.parametrize("code", ERRORS)
def test_an_error_page_is_sound_and_leads_on(client: StrictClient, code: int, who: str) -> None:
    answer = client.get(f"/error/{code}?who={who}")
    assert answer.status_code == code
    main = answer.text.partition("<main")[2].partition("</main>")[0]
    assert f">{code}<" in main
    assert main.count("btn-primary") == 1


def test_every_error_has_its_page() -> None:
    drawn = {path.stem for path in (ROOT / "templates" / "errors").glob("[0-9]*.html")}
    assert drawn == {str(code) for code in ERRORS}


def test_no_macro_is_left_out() -> None:
    """A macro that no specimen or layout draws would be judged by nobody."""
    drawn = "".join(path.read_text() for path in (Path(__file__).parent / "specimens").glob("*.html"))
    drawn += "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    assert len(macros()) > 50
    assert [name for name in macros() if not re.search(rf"(?<!macro ){name.split(':')[1]}\(", drawn)] == []


@pytest.mark.parametrize("cookie", ["light", "dark", '"><b>', ""])
def test_the_theme_comes_from_the_cookie(client: StrictClient, cookie: str) -> None:
    client.set_cookie("theme", cookie)
    head = client.get("/show/estimate").text[:200]
    assert ("data-bs-theme" in head) == (cookie in {"light", "dark"})


def test_a_form_carries_what_the_server_asks_for(client: StrictClient) -> None:
    page = client.get("/show/desk?who=staff").text
    step = page.partition('action="/act/accept"')[2].partition("</form>")[0]
    assert 'name="csrf_token"' in step
    assert 'name="version" value="7"' in step
    assert 'name="submission_key" value="0123456789abcdef0123"' in step


def test_a_forbidden_step_says_why_and_has_no_form(client: StrictClient) -> None:
    page = client.get("/show/desk?who=staff").text
    assert 'action="/act/a"' not in page
    assert "还差2项：材料④重看" in page
    assert "资格全部符合，没有可用的理由" in page
    client.set_cookie("lang", "en")
    assert "No ground to refuse" in client.get("/show/desk?who=staff").text


def test_the_trace_ends_in_one_sum_and_marks_the_limit(client: StrictClient) -> None:
    page = client.get("/show/tracking?who=applicant").text
    assert page.count('<li class="sum">') == 1
    assert re.search(
        r'<li class="cap"><div class="trace__t"><span>本年度剩余额度</span><span class="tag tag--warn">触顶</span>',
        page,
    )
    assert '<span>5,000,000<small>年度上限</small></span><span class="formula__o">−<span>1,500,000' in page
    assert "我们的理解：比例按不含税费用计。" in page


def test_a_conflict_says_who_and_keeps_the_text(client: StrictClient) -> None:
    page = client.get("/error/409?who=staff").text
    assert "许岚在3月18日 10:41办了“退回补正”" in page
    assert "材料基本齐备，\n&lt;b&gt;④&lt;/b&gt;换票后恢复计入。</textarea>" in page


def test_texts_from_people_are_escaped(site: Flask) -> None:
    with site.test_request_context():
        states = site.jinja_env.get_template("macros/states.html").module
        assert "<script>" not in str(states.state("draft", "<script>"))  # type: ignore[attr-defined]


def test_pictures_are_in_the_sheet() -> None:
    """A name that icons.svg lacks would draw nothing and nobody would notice."""
    sheet = set(re.findall(r'id="([is]-[\w-]+|mark)"', (ROOT / "static" / "icons.svg").read_text()))
    texts = "".join(path.read_text() for path in (ROOT / "templates").rglob("*.html"))
    used = {f"i-{name}" for name in re.findall(r"\bicon\('([\w-]+)'", texts)} | {
        f"s-{name}" for name in re.findall(r"\bring\('([\w-]+)'", texts)
    }
    assert used
    assert used <= sheet


@pytest.mark.parametrize(
    ("left", "zh", "en", "tone"),
    [
        (-2, "逾期2个工作日", "2 working days overdue", "due--late"),
        (-1, "逾期1个工作日", "1 working day overdue", "due--late"),
        (0, "今天到期", "due today", "due--soon"),
        (2, "剩2个工作日", "2 working days left", "due--soon"),
        (3, "剩3个工作日", "3 working days left", 'class="due"'),
    ],
)
def test_a_deadline_is_a_sentence(site: Flask, left: int, zh: str, en: str, tone: str) -> None:
    template = "{% from 'macros/states.html' import due %}{{ due(day, left) }}"
    for language, words, date_words in (("zh", zh, "3月20日"), ("en", en, "20 Mar")):
        with site.test_request_context(headers={"Cookie": f"lang={language}"}):
            shown = render_template_string(template, day=date(2026, 3, 20), left=left)
        assert f"<b>{words}</b>" in shown
        assert f'<time datetime="2026-03-20">{date_words}</time>' in shown
        assert tone in shown
