"""A pro-rata cut (按比例核减) of staged decisions, so that what a meeting grants fits the budget; undone before publicity."""

from workflow.actions.prorating import Cut, CutRow, preview

__all__ = ["Cut", "CutRow", "preview"]
