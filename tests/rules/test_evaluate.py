"""`flask evaluate`: every row of a table is answered, whatever it holds, and progress goes elsewhere."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.rules.worked import HERE, WORKED
from workflow.cli.evaluate import evaluate

HEAD = "id,article,inputs,context\n"
TEN = '"{""year"": 2024, ""revenue"": ""60000000.00"", ""peak"": ""0.00""}"'


def run(*args: str, stdin: str = "") -> Result:
    return CliRunner().invoke(evaluate, args, input=stdin)


def answers(text: str, *options: str) -> list[list[str]]:
    result = run("-", *options, stdin=text)
    assert result.exit_code == 0, result.output
    return list(csv.reader(io.StringIO(result.stdout)))


def test_the_worked_tables() -> None:
    expected = {case.id: [case.yuan, case.eligible, case.reason] for case in WORKED}
    found: dict[str, list[str]] = {}
    for file in sorted(HERE.glob("article_*.csv")):
        result = run(str(file))
        assert result.exit_code == 0
        rows = list(csv.reader(io.StringIO(result.stdout)))
        assert rows[0] == ["id", "amount", "eligible", "reason"]
        found |= {row[0]: row[1:] for row in rows[1:]}
        assert "rows answered" in result.stderr
    assert found == expected


@pytest.mark.parametrize(("row", "answer"), [
    (f"a,10,{TEN},[]", "100000.00,yes,ok"),
    (f"a,10,{TEN},", "100000.00,yes,ok"),
    (f"a,10,{TEN}", "100000.00,yes,ok"),
    ("a,10,{broken,[]", "0.00,no,invalid:inputs"),
    ("a,10,,[]", "0.00,no,invalid:inputs"),
    ("a,10,[],[]", "0.00,no,invalid:inputs"),
    ("a,10,null,[]", "0.00,no,invalid:inputs"),
    ("a,10," + "[" * 100_000 + ",[]", "0.00,no,invalid:inputs"),
    ("a,10," + "9" * 5000 + ",[]", "0.00,no,invalid:inputs"),
    ('a,10,"{""revenue"": ""1"", ""revenue"": ""2"", ""peak"": ""0""}",[]', "0.00,no,invalid:inputs"),
    (f"a,10,{TEN},{{", "0.00,no,invalid:context"),
    (f"a,10,{TEN},null", "0.00,no,invalid:context"),
    (f"a,10,{TEN},{{}}", "0.00,no,invalid:context"),
    ('a,10,"{""revenue"": NaN, ""peak"": ""0""}",[]', "0.00,no,invalid:revenue"),
    ('a,10,"{""revenue"": 1e9, ""peak"": ""0""}",[]', "0.00,no,invalid:revenue"),
    ("a,6,{broken,broken", "0.00,no,refers"),
    ("a,18,{},[]", "0.00,no,refers"),
    ("a,7,{},[]", "0.00,no,invalid:article"),
    ("a,,{},[]", "0.00,no,invalid:article"),
    ("a", "0.00,no,invalid:article"),
    (f"\ufeffä\x00中,10,{TEN},[]", "100000.00,yes,ok"),
    (f"a,10,{TEN},[],more,and more", "100000.00,yes,ok"),
])  # fmt: skip
def test_every_row_is_answered(row: str, answer: str) -> None:
    rows = answers(HEAD + row + "\n")
    assert len(rows) == 2
    assert ",".join(rows[1][1:]) == answer


def test_other_columns_and_their_order_do_not_matter() -> None:
    rows = answers(f"note,context,inputs,article,id\nx,[],{TEN},10,r1\n\nx,[],{TEN},10,r2\n")
    assert [row[0] for row in rows[1:]] == ["r1", "r2"]


def test_a_file_of_another_encoding_is_still_answered(tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    file.write_bytes(b"\xef\xbb\xbf" + HEAD.encode() + b"\xff\xfe,10,\xff,[]\r\n" + f"b,10,{TEN},[]\r\n".encode())
    result = run(str(file))
    assert result.exit_code == 0
    assert [row[3] for row in csv.reader(io.StringIO(result.stdout))] == ["reason", "invalid:inputs", "ok"]


@pytest.mark.parametrize("tongue", ["zh", "en", "json"])
def test_the_trace_is_one_more_column(tongue: str) -> None:
    rows = answers(HEAD + f"a,10,{TEN},[]\nb,6,{{}},[]\nc,10,{{}},[]\n", "--trace", tongue)
    assert rows[0][4] == "trace"
    assert all(row[4] for row in rows[1:])
    if tongue == "json":
        assert json.loads(rows[1][4])["amount_fen"] == 10_000_000
    else:
        assert ("计算金额" if tongue == "zh" else "computed amount") in rows[1][4]


def test_a_table_that_lacks_a_column_is_told_so() -> None:
    result = run("-", stdin="id,article\na,10\n")
    assert result.exit_code != 0
    assert "inputs, context" in result.stderr
