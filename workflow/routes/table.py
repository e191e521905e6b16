"""The one table: a route that is not in it does not open."""

from workflow.routes.access import Access
from workflow.routes.applicant import APPLICANT_ROUTES
from workflow.routes.decision import DECISION_ROUTES
from workflow.routes.desk import DESK_ROUTES
from workflow.routes.everybody import EVERYBODY_ROUTES
from workflow.routes.overview import OVERVIEW_ROUTES

PARTS = (EVERYBODY_ROUTES, APPLICANT_ROUTES, DESK_ROUTES, DECISION_ROUTES, OVERVIEW_ROUTES)
#: endpoint → access. `tests/workflow/test_routes.py` holds that no endpoint stands in two parts.
ROUTES: dict[str, Access] = {endpoint: access for part in PARTS for endpoint, access in part.items()}
