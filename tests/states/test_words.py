"""Every word exists in both languages, and no inner word reaches the applicant."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from states import next_words, rings, words
from states.lifecycle import STEPS, Dossier, PaymentState, Role, State
from states.say import Say
from states.step_words import STEP_WORDS

CHINESE = re.compile(r"[一-鿿]")
GAP = re.compile(r"[一-鿿] [0-9A-Za-z]|[0-9A-Za-z] [一-鿿]")


def all_pairs() -> Iterator[Say]:
    for table in (words.STAFF_WORDS, words.APPLICANT_WORDS, next_words.NEXT_SENTENCES, words.ROLE_WORDS):
        yield from table.values()
    for texts in STEP_WORDS.values():
        yield from (text for text in texts if text is not None)


@pytest.mark.parametrize("table", [words.STAFF_WORDS, words.APPLICANT_WORDS, next_words.NEXT_SENTENCES, rings.RINGS])
def test_every_state_has_its_word(table: dict[State, Any]) -> None:
    assert set(table) == set(State)


def test_every_role_and_action_has_its_words() -> None:
    assert set(words.ROLE_WORDS) == set(Role)
    assert list(STEP_WORDS) != []
    assert set(STEP_WORDS) == {row.action for row in STEPS}


def test_both_languages_are_there_and_typed_as_the_style_says() -> None:
    for pair in all_pairs():
        assert CHINESE.search(pair.zh), pair
        assert not GAP.search(pair.zh), pair
        assert "！" not in pair.zh + pair.en, pair
        assert pair.en.strip(), pair
        assert pair.en.isascii(), pair


def test_what_moves_a_case_for_the_applicant_is_told_to_the_applicant() -> None:
    silent = {row.action for row in STEPS if row.target is not None and row.notice is None}
    assert silent == {"return_evaluation"}  # an inner matter between caseworker and reviewer


def test_rings_fill_along_the_line_and_name_icons_of_the_sheet() -> None:
    turns = [rings.RINGS[state].turns for state in rings.MILESTONES]
    assert turns == sorted(turns)
    assert turns[0] == 1
    assert turns[-1] == 5
    sheet = Path(__file__).parents[2] / "static" / "icons.svg"
    for ring in rings.RINGS.values():
        assert f'id="s-{ring.icon}"' in sheet.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("state", "facts", "words_of_it"),
    [
        (State.SUBMITTED, {}, "能不能受理"),
        (State.SUBMITTED, {"accepted": True}, "正在核验材料"),
        (State.PUBLICITY, {}, "公示结束没有异议"),
        (State.PUBLICITY, {"cleared": True}, "等财务拨付"),
        (State.PUBLICITY, {"cleared": True, "payment": PaymentState.RELEASED}, "款项已发出"),
        (State.PUBLICITY, {"cleared": True, "payment": PaymentState.FAILED}, "核对收款账户"),
        (State.REFERRED, {}, "有结果会通知您"),
        (State.REFERRED, {"referral_closed": True}, "有结果了"),
    ],
)
def test_the_sentence_follows_the_case_within_its_state(state: State, facts: dict[str, Any], words_of_it: str) -> None:
    sentence = next_words.next_sentence(Dossier(state=state, **facts))
    assert words_of_it in sentence.zh
    assert sentence.en.isascii()


def test_the_applicant_reads_no_inner_word() -> None:
    assert words.APPLICANT_WORDS[State.COMMITTEE].zh == "审定中"
    assert words.APPLICANT_WORDS[State.CORRECTION].zh == "待补正"
    assert "复核人" not in "".join(pair.zh for pair in next_words.NEXT_SENTENCES.values())
