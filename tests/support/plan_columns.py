"""Cells of an ordinary plan, a column at a time, for tests of how columns are read."""

NUMBERS = ["1", "2", "3", "4"]
RECOMMENDATIONS = [
    "All agencies should ask every patient who is seen for a head injury about domestic abuse.",
    "The Board should seek assurance that agencies share information about risk.",
    "Health providers should review how carers are offered an assessment.",
    "The Partnership should make sure that staff know the pathway for referral.",
]
ACTIONS = [
    "Add a prompt to the assessment form and train staff in its use.",
    "Audit twenty case files and report to the Board.",
    "Write a protocol for sharing information.",
    "Deliver a briefing to all team managers.",
]
LEADS = ["Kent Police", "Leeds City Council", "NHS Kent and Medway ICB", "Probation Service"]
DATES = ["March 2024", "June 2023", "September 2024", "31 December 2023"]
OUTCOMES = [
    "The prompt was added to the form in May and all staff have been trained.",
    "Audit completed. Twenty files were read and the findings were reported to the Board.",
    "The protocol was agreed by all partners and has been published.",
    "Briefings were delivered to 60 managers and are now part of induction.",
]
FINDINGS = [
    "There was no evidence that staff asked about abuse.",
    "Information was not shared between agencies.",
    "The carer was not offered an assessment.",
    "Staff did not know of the pathway.",
]

PLAN_HEADINGS = ["No.", "Recommendation", "Action", "Lead agency", "Target date"]
PLAN = [NUMBERS, RECOMMENDATIONS, ACTIONS, LEADS, DATES]
"""The columns under ``PLAN_HEADINGS``."""

TERMS = ["DHR", "MARAC", "IDVA", "CSP"]
MEANINGS = [
    "Domestic homicide review",
    "Multi-agency risk assessment conference",
    "Independent domestic violence adviser",
    "Community safety partnership",
]
NO_PLANS = {
    "glossary": (["Term", "Meaning"], [TERMS, MEANINGS]),
    "abbreviations without headings": (["", ""], [TERMS, MEANINGS]),
    "panel": (
        ["Name", "Role", "Organisation"],
        [
            ["Ann Archer", "Colm Vickery", "Dee Ash", "Eve Oak"],
            ["Chair", "Head of Safeguarding", "Detective Inspector", "Designated Nurse"],
            ["Independent", "Leeds City Council", "Kent Police", "NHS Kent and Medway ICB"],
        ],
    ),
    "chronology": (
        ["Date", "Agency", "Event"],
        [
            ["12/03/2019", "14/03/2019", "02/04/2019", "11/05/2019"],
            ["Kent Police", "GP practice", "Adult social care", "Kent Police"],
            [
                "Officers attended after a call from a neighbour.",
                "The patient was seen for a head injury.",
                "A referral was received and closed.",
                "An arrest was made and no charge followed.",
            ],
        ],
    ),
    "contacts": (
        ["Organisation", "Contact", "Telephone", "Email"],
        [
            ["Kent Police", "Women's Aid", "Samaritans"],
            ["Duty desk", "Helpline", "Helpline"],
            ["101", "0808 2000 247", "116 123"],
            ["duty@kent.example", "help@aid.example", "jo@samaritans.example"],
        ],
    ),
}
"""Headings and columns of tables that stand in reports and are no plans."""
