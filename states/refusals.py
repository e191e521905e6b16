"""Why a step is refused before any guard is asked: the state, the role, somebody else was faster."""

from collections.abc import Sequence

from states.guard import Blocker
from states.names import Role, State
from states.say import Say
from states.words import ROLE_WORDS, STAFF_WORDS

REASON_NEEDED = Blocker("reason", "这一步要写理由，请写清楚再办", "This step needs a reason; please write it down")


def _listed(words: Sequence[Say]) -> Say:
    return Say("、".join(word.zh for word in words), " or ".join(word.en for word in words))


def wrong_state(label: Say, sources: Sequence[State], state: State) -> Blocker:
    """The step does not start from this state; says from which it does."""
    now, where = STAFF_WORDS[state], _listed([STAFF_WORDS[source] for source in sources])
    return Blocker(
        "wrong_state",
        f"现在是“{now.zh}”，“{label.zh}”要在“{where.zh}”时办，请刷新看最新进度",
        f"“{label.en}” is done in {where.en}; the case is in {now.en}. Reload to see where it stands",
    )


def wrong_role(label: Say, roles: Sequence[Role]) -> Blocker:
    """The actor has none of the roles of the step; says who has."""
    who = _listed([ROLE_WORDS[role] for role in roles])
    return Blocker(
        "wrong_role", f"“{label.zh}”由{who.zh}办，请转给他们", f"“{label.en}” is for the {who.en}; ask them to do it"
    )


def moved_on(state: State) -> Blocker:
    """The case changed between reading and acting: a normal answer, nothing was done twice."""
    now = STAFF_WORDS[state]
    return Blocker(
        "moved_on",
        f"别人先办了一步，现在是“{now.zh}”。您这次没有改动任何内容，请刷新后再看",
        f"Somebody else was faster: the case is now in {now.en}. You changed nothing; reload and look again",
    )
