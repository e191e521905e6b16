"""What trackers are measured against now: the newest rules, their last month, and the limits they set."""

from workflow.clock import business_date
from workflow.queries.holdings import last_month
from workflow.queries.limits import limit_in
from workflow.queries.rent_track import Measure
from workflow.queries.rulebook import newest_version, reader


def measure() -> Measure:
    """For today and the version published last; a fixed number of queries."""
    version, policies = newest_version(), reader()
    rules = policies(version)
    limit = limit_in("14", rules)
    assert limit is not None, "article 14 has a limit for the year"
    return Measure(
        version=version,
        policies=policies,
        until=last_month(rules),
        today=business_date(),
        most=int(rules.rules["14"].walk["max_months"]),
        year_fen=limit.fen,
    )
