"""A sound page passes; each of its broken twins fails for its own reason."""

import pytest
from flask import Flask

from tests.ground.strict_html import StrictClient, assert_strict, problems

SOUND = """<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><title>申报</title><script src="/a.js" type="module"></script></head>
<body>
<a href="#main">跳到正文</a>
<main id="main">
<h1>申报</h1>
<img src="/map.png" alt="地图">
<svg viewBox="0 0 1 1" aria-hidden="true"><use href="/icons.svg#s-ring"/></svg>
<form method="post">
<label for="area">面积</label><input id="area" name="area" aria-describedby="hint" required>
<p id="hint">平方米</p>
<label>备注 <textarea name="note"></textarea></label>
<input type="hidden" name="version" value="3">
<button type="submit" disabled>提交</button>
<button type="button" aria-label="关闭"><svg aria-hidden="true"></svg></button>
</form>
<table><thead><tr><th>月份</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>
</main>
</body>
</html>
"""

TWINS = [
    ("<p id", "<div><p id", "too early"),
    ("<p id", "<form></form><p id", "form"),
    (' lang="zh-CN"', "", "no lang"),
    ("<title>申报</title>", "<title> </title>", "no title"),
    ("<h1>申报</h1>", "<h1>一</h1><h1>二</h1>", "2 h1"),
    ("<h1>申报</h1>", "<h2>申报</h2>", "0 h1"),
    ('id="hint"', 'id="area"', "'area' stands 2 times"),
    ('id="hint"', 'id="hint one"', "not one word"),
    ('describedby="hint"', 'describedby="hint other"', "'other'"),
    ('href="#main"', 'href="#top"', "leads nowhere"),
    ('<label for="area">', '<label for="size">', "belongs to no field"),
    ('<label for="area">面积</label>', "面积", "has no label"),
    ("<label>备注", "备注", "end tag"),
    (' alt="地图"', "", "has no alt"),
    ('0 0 1 1" aria-hidden="true"', '0 0 1 1"', "neither named"),
    (' aria-label="关闭"', "", "says nothing"),
    ("<th>月份</th>", "<th></th>", "says nothing"),
    ("<h1>", '<h1 style="color:red">', "style="),
    ("</title>", "</title><style>p{}</style>", "<style>"),
    ("</main>", "<script>go()</script></main>", "<script>"),
    ("<h1>", '<h1 onclick="go()">', "onclick="),
    ('href="#main"', 'href="JavaScript:go()"', "script in href"),
    ("<h1>", '<h1 tabindex="3">', "tabindex='3'"),
]


def test_a_sound_page_has_no_problems() -> None:
    assert problems(SOUND) == ()


@pytest.mark.parametrize(("good", "bad", "complaint"), TWINS)
def test_a_broken_twin_is_found(good: str, bad: str, complaint: str) -> None:
    assert SOUND.count(good) >= 1
    with pytest.raises(AssertionError, match=complaint):
        assert_strict(SOUND.replace(good, bad, 1))


def test_the_client_judges_every_page() -> None:
    app = Flask(__name__)
    app.test_client_class = StrictClient
    app.add_url_rule("/sound", "sound", lambda: SOUND)
    app.add_url_rule("/broken", "broken", lambda: (SOUND.replace("</form>", ""), 422))
    app.add_url_rule("/rows.csv", "rows", lambda: ("<p>", {"Content-Type": "text/csv"}))
    client = app.test_client()
    assert client.get("/sound").status_code == 200
    assert client.get("/rows.csv").status_code == 200
    with pytest.raises(AssertionError, match="not sound"):
        client.get("/broken")


def test_a_fragment_needs_no_frame_but_is_judged_too() -> None:
    part = '<p aria-describedby="elsewhere">13,700,000.00</p>'
    assert problems(part, fragment=True) == ()
    assert "no label" in problems("<input>", fragment=True)[0]
    app = Flask(__name__)
    app.test_client_class = StrictClient
    app.add_url_rule("/part", "part", lambda: part)
    client = app.test_client()
    assert client.get("/part", headers={"X-Requested-With": "fetch"}).text == part
    with pytest.raises(AssertionError, match="no lang"):
        client.get("/part")
