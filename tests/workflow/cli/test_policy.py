"""The operator's policy commands: one version shown, two compared, another published by two people, never twice."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from rules import policy as policies
from workflow.db import db
from workflow.models.policy import PolicyVersion
from workflow.queries.rulebook import policy

DRAFT = "consultation-draft"
TEXT = (policies.HERE / "policies" / f"{DRAFT}.toml").read_text(encoding="utf-8")


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(args=["policy", *arguments])


def written(folder: Path, **changes: str) -> str:
    """The draft as another version, some sentences of its file changed."""
    text = TEXT.replace(f'version = "{DRAFT}"', 'version = "final-2026"')
    for old, new in (pair.split(" => ") for pair in changes.values()):
        assert old in text
        text = text.replace(old, new)
    file = folder / "final-2026.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def published(app: Flask, file: str, proposed: str = "xu", approved: str = "cheng") -> Result:
    return run(app, "publish", file, "--proposed-by", proposed, "--approved-by", approved)


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_show_tells_figures_sources_readings_and_digests(app: Flask) -> None:
    shown = run(app, "show")
    assert shown.exit_code == 0
    assert shown.output.startswith(f"{DRAFT}  龙华区智能传感器")
    assert f"digest {policies.draft().digest}" in shown.output
    assert "  每年最高资助: 200,000元  ← 每年资助不超过20万元 (2026-11-24)" in shown.output
    assert "  “突破” ?\n    • “突破”按达到或超过（≥）理解\n    ◦ “突破”按超过（>）理解" in shown.output
    english = run(app, "show", DRAFT, "--language", "en").output
    assert "  most in a year: 200,000 yuan  ←" in english
    assert "other money for the same matter is taken off" in english
    unknown = run(app, "show", "nowhere")
    assert unknown.exit_code == 1
    assert "published: consultation-draft" in unknown.output


def test_a_version_is_published_by_two_people_and_compared(app: Flask, tmp_path: Path) -> None:
    file = written(
        tmp_path,
        cap='{ value = "200_000 yuan" => { value = "250_000 yuan"',
        stack='dup_policy = "difference" => dup_policy = "block"',
    )
    for people, sentence in (
        (("lanxi", "cheng"), "在岗的复核人"),
        (("xu", "bai"), "在岗的科室负责人"),
        (("xu", "xu"), "负责人"),
    ):
        refused = published(app, file, *people)
        assert refused.exit_code == 1
        assert sentence in refused.output
    assert "Nobody signs in as ghost" in published(app, file, "ghost").output
    done = published(app, file)
    assert done.exit_code == 0, done.output
    again = published(app, file)
    assert again.exit_code == 1
    assert "cannot be changed" in again.output
    with app.app_context():
        row = db.session.get_one(PolicyVersion, "final-2026")
        assert (row.digest, row.frozen) == (policy("final-2026").digest, policy("final-2026").as_json())
        assert len(db.session.scalars(select(PolicyVersion)).all()) == 2
    told = run(app, "diff", DRAFT, "final-2026")
    assert told.exit_code == 0
    assert "! 第十四条 鼓励专业园区建设  每年最高资助: 200,000元 → 250,000元\n" in told.output
    assert "! 不重复资助  同一事项的其他资金: 补差：扣除同一事项的其他资金 → 已有资助的不再支持\n" in told.output
    assert "Amounts may differ." in told.output
    english = run(app, "diff", DRAFT, "final-2026", "--language", "en").output
    assert "! Article 14 Rent support in the zone  most in a year: 200,000 yuan → 250,000 yuan\n" in english


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_the_same_content_under_another_name_is_compared_as_equal(app: Flask) -> None:
    told = run(app, "diff", DRAFT, DRAFT)
    assert told.output == "Amounts are decided alike.\n"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ('{ value = "200_000 yuan" => { value = "200_000 pounds"', "unknown unit"),
        ('dup_policy = "difference" => dup_policy = "twice"', "twice"),
        ("[policy] => [policy", "TOMLDecodeError"),
    ],
)
@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_broken_file_is_refused_by_name(app: Flask, tmp_path: Path, change: str, sentence: str) -> None:
    refused = published(app, written(tmp_path, change=change))
    assert refused.exit_code == 1
    assert "final-2026.toml is no policy version" in refused.output
    assert sentence in refused.output
