"""The operator's commands."""

from flask import Flask

from workflow.cli.account import account
from workflow.cli.board import board
from workflow.cli.budget import budget
from workflow.cli.demo import demo
from workflow.cli.evaluate import evaluate
from workflow.cli.figures import figures
from workflow.cli.ledger import ledger
from workflow.cli.lists import lists
from workflow.cli.policy import policy
from workflow.cli.proofs import proofs
from workflow.cli.recheck import recheck
from workflow.cli.related import related
from workflow.cli.rent import rent
from workflow.cli.sample import sample
from workflow.cli.search import search
from workflow.cli.worker import worker


def register(app: Flask) -> None:
    """Attach the commands; heavy parts load when a command runs."""
    for command in (
        account,
        board,
        budget,
        demo,
        evaluate,
        figures,
        ledger,
        lists,
        policy,
        proofs,
        recheck,
        related,
        rent,
        sample,
        search,
        worker,
    ):
        app.cli.add_command(command)
