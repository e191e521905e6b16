"""The ground every story stands on: registers, calendar, open calls, budgets, enterprises, people."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from rules import catalogue
from rules import policy as policies
from states.day_table import official_days
from workflow.actions import search_rows
from workflow.actions.identity import hasher
from workflow.actions.policy import publish
from workflow.actions.relation import keep
from workflow.clock import business_date, now
from workflow.db import db
from workflow.demo.people import FIRMS, HUMANS, PASSWORD, Firm
from workflow.models.budget import BudgetAccount
from workflow.models.budget_line import PLANNED, BudgetLine
from workflow.models.call import Call, Workday
from workflow.models.enterprise import AboveScale, Enterprise
from workflow.models.user import User, UserRole
from workflow.queries.rulebook import article_number

POLICY = "consultation-draft"
BUDGET_FEN = 3_000_000_000  # 30 million yuan for each article that computes


def is_planted() -> bool:
    """Whether this database already has people."""
    return db.session.scalar(select(User.id).limit(1)) is not None


def plant() -> None:
    """Fill an empty database; the caller commits."""
    _calendar()
    firms = {firm.key: _firm(firm) for firm in FIRMS}
    db.session.flush()
    hashed = hasher().hash(PASSWORD)
    for human in HUMANS:
        user = User(
            login=human.login,
            name=human.name,
            password_hash=hashed,
            duty_group=human.group,
            enterprise_id=firms[human.firm].id if human.firm else None,
            created_at=now(),
            email=human.email,
            is_owner=human.firm is not None,
        )
        user.roles = [UserRole(role=role, duty_group=human.group) for role in human.roles]
        db.session.add(user)
    db.session.flush()
    people = {user.login: user.id for user in db.session.scalars(select(User).order_by(User.id))}
    publish(policies.draft(), proposed_by=people["xu"], approved_by=people["cheng"])
    _calls_and_budgets()
    db.session.flush()


def _firm(firm: Firm) -> Enterprise:
    row = Enterprise(
        uscc=firm.uscc,
        name=firm.name,
        sort_key=firm.sort_key,
        legal_representative=firm.legal_representative,
        address=firm.address,
        contact_name=firm.contact_name,
        contact_phone=firm.contact_phone,
        bank_name=firm.bank_name,
        bank_account=firm.bank_account,
        account_holder=firm.name,
        created_at=now(),
    )
    db.session.add(row)
    db.session.flush()
    keep(row.id)
    search_rows.keep_firm(row)
    for year in firm.above_scale:
        db.session.add(AboveScale(enterprise_id=row.id, year=year, source="统计部门年度名单（虚构）"))
    return row


def _calendar() -> None:
    for day in official_days():
        db.session.add(Workday(day=day.date, is_workday=day.is_workday, source=day.source))


def _calls_and_budgets() -> None:
    at, year = now(), business_date().year
    for code in catalogue.ITEMS:
        open_call(code, opens_at=at - timedelta(days=30), new_until=at + timedelta(days=60))
    articles = {article_number(code) for code in catalogue.ITEMS if catalogue.item(code).kind == "computes"}
    for budget_year in (year, year + 1):
        for article in sorted(articles):
            account = BudgetAccount(year=budget_year, article=article, planned_fen=BUDGET_FEN, reserved_fen=0)
            db.session.add(account)
            db.session.flush()
            db.session.add(
                BudgetLine(account_id=account.id, kind=PLANNED, fen=BUDGET_FEN, at=datetime(year, 1, 1, 1, tzinfo=UTC))
            )


def open_call(item: str, *, opens_at: datetime, new_until: datetime, batch: int = 1) -> Call:
    """A call for one item; corrected submissions are taken for two more months. Its year is the year it opens in."""
    year, title = business_date(opens_at).year, catalogue.item(item).title
    call = Call(
        item=item,
        year=year,
        round=batch,
        title_zh=f"{year}年第{batch}批　{title.zh}",
        title_en=f"{year} round {batch}: {title.en}",
        opens_at=opens_at,
        new_until=new_until,
        resubmit_until=new_until + timedelta(days=60),
        policy_version=POLICY,
        days={},
    )
    db.session.add(call)
    return call
