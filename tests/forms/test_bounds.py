"""What a form lets through is what the schema takes: both say the same numbers in their own room."""

from forms.casework import LONGEST_GROUNDS
from forms.objection import MOST_DAYS
from workflow.models import appeal, correction_time, objection


def test_grounds_and_days_are_as_long_as_the_schema_allows() -> None:
    assert LONGEST_GROUNDS == objection.LONGEST == appeal.LONGEST
    assert MOST_DAYS == correction_time.MOST_DAYS
