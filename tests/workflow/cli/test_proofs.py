"""`flask proofs` says and sets what a call asks for."""

import pytest
from flask import Flask

from workflow.clock import business_date


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_call_is_told_what_to_ask_for(app: Flask) -> None:
    year = str(business_date().year)

    def run(*words: str) -> tuple[int, str]:
        answer = app.test_cli_runner().invoke(args=["proofs", *words])
        return answer.exit_code, answer.output

    assert "nothing asked for" in run("14", year)[1]
    assert "现场核查" in run("14", year, "site_visit")[1]
    assert "现场核查" in run("14", year)[1]
    assert run("14", year, "assessment")[0] == 1
    assert run("14", "2099", "site_visit")[0] == 1
    assert "nothing asked for" in run("14", year, "--none")[1]
