"""The people of the tests are those of the demo: same names, same roles, everywhere."""

from workflow.demo.people import FIRMS, HUMANS, PASSWORD

FIRM = {firm.key: firm for firm in FIRMS}
HUMAN = {human.login: human for human in HUMANS}

__all__ = ["FIRM", "HUMAN", "PASSWORD"]
