"""The form of a task on the case page: what is to be done, how far it is, and why it stands still."""

from typing import Literal, NamedTuple

#: none: not its turn yet · doing · done · stuck: something is in the way · off: nobody does it any more.
TaskState = Literal["none", "doing", "done", "stuck", "off"]


class Task(NamedTuple):
    """One line of the list. `why`: what is left or in the way; `anchor`: the part of the page where it is done."""

    name: str
    state: TaskState
    why: str = ""
    anchor: str = ""
