"""Questions that people ask of the tables, as views of the SQLite database."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class View:
    """A view: its name, what it answers, its SQL, and what Datasette counts beside it."""

    name: str
    meaning: str
    sql: str
    facets: list[str | dict[str, str]] = field(default_factory=list)


DONE_ON = """CASE
    WHEN status = 'superseded' THEN '0001-01-01'
    WHEN status = 'completed' THEN coalesce(completed_date_from, '0001-01-01')
    ELSE '9999-12-31' END"""
"""First day on which an action counts as done: completed without a date counts as done always."""

STATES = """count(*) AS actions,
  sum(status IS NULL OR status NOT IN ('completed', 'superseded')) AS open,
  sum(status IS 'completed') AS completed,
  sum(status IS 'in_progress') AS in_progress,
  sum(status IS 'not_started') AS not_started,
  sum(status IS 'overdue') AS said_overdue,
  sum(status IS 'superseded') AS superseded,
  sum(status IS NULL) AS no_status,
  sum(target_date IS NULL) AS no_target_date"""

VIEWS = (
    View(
        "action_overview",
        "Actions to read and filter: names in place of ids, agencies and themes as lists.",
        """
SELECT a.rowid AS row, a.action_id, a.review_id, r.title AS review, a.number, a.recommendation,
  a.action, a.outcome,
  (SELECT json_group_array(name) FROM (SELECT name FROM action_agencies AS l
    WHERE l.action_id = a.action_id ORDER BY position)) AS lead_agencies,
  (SELECT json_group_array(label) FROM (SELECT label FROM action_labels AS l
    WHERE l.action_id = a.action_id AND kind = 'theme' ORDER BY l.rowid)) AS themes,
  a.scope, a.target_date, a.target_date_to, a.status, a.completed_date, a.rag, a.confidence,
  CASE WHEN a.flags IS NULL THEN '[]'
    ELSE '["' || replace(a.flags, '|', '","') || '"]' END AS flags
FROM actions AS a JOIN reviews AS r USING (review_id)""",
        ["status", "rag", "scope", {"array": "lead_agencies"}, {"array": "themes"},
         {"array": "flags"}],
    ),
    View(
        "actions_due",
        "Actions with a target date. Overdue on a day: target_date_to < day AND done_on > day.",
        f"""
SELECT action_id, review_id, number, recommendation, action, lead_agencies, target_date,
  target_date_to, status, completed_date, {DONE_ON} AS done_on
FROM actions WHERE target_date_to IS NOT NULL""",  # noqa: S608 - our own words
        ["status"],
    ),
    View(
        "open_actions_by_agency",
        "Actions by lead agency and state; open is all but completed and superseded. "
        "An action of several agencies counts under each.",
        f"""
SELECT g.agency_id, g.name, g.type, {STATES},
  min(CASE WHEN status IS NULL OR status NOT IN ('completed', 'superseded')
    THEN target_date_to END) AS earliest_open_target
FROM action_agencies JOIN actions USING (action_id) JOIN agencies AS g USING (agency_id)
GROUP BY g.agency_id ORDER BY open DESC, g.agency_id""",  # noqa: S608
        ["type"],
    ),
    View(
        "actions_by_theme",
        "Actions by theme and state. An action with several themes counts under each.",
        f"""
SELECT label AS theme, {STATES}
FROM action_labels JOIN actions USING (action_id) WHERE kind = 'theme'
GROUP BY label ORDER BY actions DESC, label""",  # noqa: S608
    ),
    View(
        "repeated_recommendations",
        "Recommendations that more than one review makes, the most repeated first.",
        """
SELECT recommendation_id, text, reviews, actions FROM recommendations
WHERE reviews > 1 ORDER BY reviews DESC, actions DESC, recommendation_id""",
    ),
    View(
        "actions_without_owner_or_date",
        "Actions that name no lead, or give no target date that can be read.",
        """
SELECT action_id, review_id, number, recommendation, action, lead_agency_text, target_date_text,
  status, no_owner, no_target_date
FROM (SELECT *, coalesce(lead_agency_text, '') = '' AND lead_agencies IS NULL AS no_owner,
  target_date IS NULL AS no_target_date FROM actions)
WHERE no_owner OR no_target_date""",
        ["no_owner", "no_target_date"],
    ),
    View(
        "doubts_by_code",
        "Flags of actions and problems of documents by their codes; docs/codes.md explains them.",
        """
SELECT 'flag' AS kind, j.value AS code, NULL AS severity, count(*) AS occurrences,
  count(DISTINCT review_id) AS reviews
FROM actions, json_each('["' || replace(flags, '|', '","') || '"]') AS j
WHERE flags IS NOT NULL GROUP BY j.value
UNION ALL
SELECT 'problem', code, severity, count(*), count(DISTINCT review_id)
FROM problems GROUP BY code, severity
ORDER BY occurrences DESC, kind, code, severity""",
        ["kind", "severity"],
    ),
)  # fmt: skip
