# ruff: noqa: S608 -- the pieces of SQL put together here are constants of this file
"""The release of a batch by the raw driver: the same facts read set by set, guarded in plain Python, the same rows written."""

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

READ = """
SELECT c.id, c.number, c.version, c.round, c.state, c.item, c.policy_version, c.enterprise_id, c.cleared_at, c.award_fen,
       e.name, e.account_holder, e.bank_name, e.bank_account, p.id, p.fen, p.state, p.bank_account, v.hits,
       EXISTS (SELECT 1 FROM dishonest d WHERE d.uscc = e.uscc AND d.since <= {today}
               AND (d.until IS NULL OR d.until >= {today})),
       (SELECT count(*) FROM objection o WHERE o.case_id = c.id AND o.state = 'open'),
       (SELECT count(*) FROM appeal a WHERE a.case_id = c.id AND a.state = 'open'),
       (SELECT s.state FROM sample_check s WHERE s.case_id = c.id ORDER BY s.seq DESC LIMIT 1),
       (SELECT a.fen FROM award a WHERE a.case_id = c.id AND a.reversed_at IS NULL),
       t.hash
FROM payment p JOIN support_case c ON c.id = p.case_id JOIN enterprise e ON e.id = c.enterprise_id
LEFT JOIN evaluation v ON v.case_id = c.id AND v.round = c.round
JOIN transition t ON t.case_id = c.id AND t.seq = c.version
WHERE p.batch_id = {batch} ORDER BY c.id"""
OF_BATCH = "SELECT case_id FROM payment WHERE batch_id = {batch}"
CONTROLS = f"SELECT case_id, step, actor_id FROM control_step WHERE case_id IN ({OF_BATCH})"
MATTERS = f"""
SELECT m.case_id, t.case_id, t.kind FROM matter_claim m JOIN matter_claim t ON t.enterprise_id = m.enterprise_id
AND t.kind = m.kind AND t.key = m.key AND t.case_id <> m.case_id AND t.live WHERE m.case_id IN ({OF_BATCH})"""
FILES = f"""
SELECT m.case_id, t.case_id FROM document m JOIN document t ON t.sha256 = m.sha256 AND t.case_id <> m.case_id
AND t.removed_at IS NULL WHERE m.removed_at IS NULL AND m.case_id IN ({OF_BATCH})"""
DECLARED = f"""
SELECT f.case_id, f.other_money FROM filing f WHERE f.case_id IN ({OF_BATCH})
AND f.revision = (SELECT max(g.revision) FROM filing g WHERE g.case_id = f.case_id)"""
CHANGED = """
SELECT l.id FROM payment_line l JOIN bank_change b ON b.enterprise_id = l.enterprise_id AND b.state = 'confirmed'
AND b.bank_account = l.bank_account WHERE l.batch_id = {batch}"""
PEOPLE = """
SELECT enterprise_id, id FROM user_account WHERE active AND enterprise_id IN (
SELECT enterprise_id FROM payment WHERE batch_id = {batch})"""
PARTS = f"""
SELECT pl.case_id, pp.number, pp.fen, pp.due_on, pp.met_by FROM payment_plan pl JOIN payment_part pp ON pp.plan_id = pl.id
WHERE pl.case_id IN ({OF_BATCH})"""


class Driver:
    """A connection of either driver with one spelling of parameters."""

    def __init__(self, connection: Any, *, postgres: bool) -> None:
        self.connection, self.postgres, self.mark = connection, postgres, "%s" if postgres else "?"

    def rows(self, sql: str, **values: Any) -> list[Any]:
        """All rows of a statement; `{name}` stands for a value."""
        order: list[Any] = []

        class Take(dict[str, Any]):
            def __missing__(take, name: str) -> str:  # noqa: N805 -- `self` is the driver
                order.append(values[name])
                return self.mark

        return list(self.connection.execute(sql.format_map(Take()), order).fetchall())

    def write(self, sql: str, *values: Any) -> None:
        """One statement; every `?` is a value."""
        self.connection.execute(sql.replace("?", self.mark), values)

    def put(self, table: str, columns: str, rows: list[tuple[Any, ...]]) -> None:
        """Insert rows, the driver's own way for many."""
        marks = ", ".join([self.mark] * (columns.count(",") + 1))
        self.connection.cursor().executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)

    def moment(self, at: datetime) -> Any:
        """A moment as the tables hold it."""
        return at if self.postgres else at.strftime("%Y-%m-%d %H:%M:%S.%f")


def release(driver: Driver, batch: int, number: str, actor: int, total: int) -> int:
    """Release the batch and commit; gives how many lines."""
    driver.write("BEGIN" if driver.postgres else "BEGIN IMMEDIATE")
    if driver.postgres:
        driver.rows("SELECT id FROM payment_batch WHERE id = {batch} FOR UPDATE", batch=batch)
        driver.rows(f"SELECT id FROM support_case WHERE id IN ({OF_BATCH}) ORDER BY id FOR UPDATE", batch=batch)
        firms = f"SELECT enterprise_id FROM support_case WHERE id IN ({OF_BATCH})"
        driver.rows(f"SELECT id FROM enterprise WHERE id IN ({firms}) ORDER BY id FOR UPDATE", batch=batch)
    today = date(2026, 4, 27)
    found = driver.rows(READ, batch=batch, today=today if driver.postgres else today.isoformat())
    did: dict[int, set[int]] = {}
    for case_id, step, who in driver.rows(CONTROLS, batch=batch):
        if step != "pay_release":
            did.setdefault(case_id, set()).add(who)
    doubles = [*driver.rows(MATTERS, batch=batch), *driver.rows(FILES, batch=batch)]
    declared = [row for row in driver.rows(DECLARED, batch=batch) if row[1] not in ([], "[]")]
    changed, parts = driver.rows(CHANGED, batch=batch), driver.rows(PARTS, batch=batch)
    assert not any((doubles, declared, changed, parts)), "the ground has none of them"
    people: dict[int, list[int]] = {}
    for firm, user in driver.rows(PEOPLE, batch=batch):
        people.setdefault(firm, []).append(user)
    _guard(found, did, actor, total)
    _write(driver, found, people, batch, number, actor)
    driver.connection.commit()
    return len(found)


def _guard(found: list[Any], did: dict[int, set[int]], actor: int, total: int) -> None:
    assert sum(row[15] for row in found) == total
    for row in found:
        (case_id, _number, _version, _round, state, _item, _policy, _firm, cleared, award, name, holder, _bank, account,
         _payment, _fen, paid, paid_to, _hits, listed, objections, appeals, sample, decided, _hash) = row  # fmt: skip
        fits = state == "publicity" and cleared and paid == "prepared" and account == paid_to and holder == name
        clean = not listed and not objections and not appeals and sample not in {"open", "objected"}
        if not (fits and clean and decided == award and actor not in did.get(case_id, ())):
            raise ValueError(case_id)


def _write(driver: Driver, found: list[Any], people: dict[int, list[int]], batch: int, number: str, actor: int) -> None:
    now = datetime.now(UTC)
    at, steps, controls, notices = driver.moment(now), [], [], []
    for row in found:
        case_id, case_number, version, in_round, state, firm, fen = (
            row[0],
            row[1],
            row[2],
            row[3],
            row[4],
            row[7],
            row[15],
        )
        detail = {"batch": number, "fen": fen}
        content = [
            row[24],
            case_id,
            version + 1,
            "release_payment",
            state,
            state,
            actor,
            "finance",
            "",
            detail,
            now.isoformat(),
        ]
        text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        sealed = hashlib.sha256(text.encode()).hexdigest()
        steps.append((case_id, version + 1, "release_payment", state, state, actor, "finance", "",
                      json.dumps(detail), at, "sha256", sealed))  # fmt: skip
        controls.append((case_id, in_round, "pay_release", actor, at))
        amount = f"{fen // 100:,}.{fen % 100:02d}"
        notices += [
            (user, case_id, "release_payment", f"{case_number}　拨付已发出", f"{case_number}: Payment released",
             f"款项已发出，到账后会通知您。金额{amount}元", f"The money is on its way. Amount {amount} yuan", at, 0)
            for user in people.get(firm, ())
        ]  # fmt: skip
    driver.put(
        "transition",
        "case_id, seq, action, state_before, state_after, actor_id, role, reason, detail, at, alg, hash",
        steps,
    )
    driver.put("control_step", "case_id, round, step, actor_id, at", controls)
    driver.put("notice", "user_id, case_id, kind, title_zh, title_en, body_zh, body_en, at, attempts", notices)
    of_batch = OF_BATCH.format(batch="?")
    driver.write(f"UPDATE support_case SET version = version + 1 WHERE id IN ({of_batch})", batch)
    driver.write("UPDATE payment SET state = 'released' WHERE batch_id = ? AND state = 'prepared'", batch)
    driver.write(
        "UPDATE payment_line SET state = 'released', voucher = ? || '-' || CAST(place AS VARCHAR) WHERE batch_id = ?",
        number,
        batch,
    )
    driver.write("UPDATE payment_batch SET released_by = ?, released_at = ? WHERE id = ?", actor, at, batch)
