"""A sentence in the two languages of the house."""

from typing import Any, NamedTuple


class Say(NamedTuple):
    """The same words in Simplified Chinese and in English."""

    zh: str
    en: str

    def as_json(self) -> dict[str, str]:
        """The pair as a JSON object, so that templates read `.zh` from a stored and from a fresh one alike."""
        return {"zh": self.zh, "en": self.en}


def say(pair: dict[str, Any]) -> Say:
    """The pair that `Say.as_json` wrote, or that a policy file holds."""
    return Say(str(pair["zh"]), str(pair["en"]))
