"""Labels that a recommendation can carry, in the order in which output lists them.

Themes and addressee types are those of the Home Office's library of reviews; facets are a finer
second level that analysts use.
"""

from typing import Literal, get_args

Theme = Literal[
    "technology systems",
    "identification of risk",
    "training",
    "policy",
    "multi agency working",
    "record keeping",
    "awareness raising",
    "other",
]
AddresseeType = Literal[
    "police",
    "social services",
    "health services",
    "idva or other domestic abuse support service",
    "probation services",
    "housing services",
    "school",
    "employer",
    "other educational institution",
    "religious institution",
    "military",
    "community safety partnership",
]
Facet = Literal[
    "MARAC",
    "MAPPA",
    "DASH",
    "IDVA",
    "IRIS",
    "routine enquiry",
    "information sharing",
    "risk assessment",
    "safety planning",
    "mental health",
    "substance use",
    "alcohol",
    "suicide and self-harm",
    "GP",
    "A&E",
    "maternity",
    "coercive control",
    "stalking",
    "Clare's Law (DVDS)",
    "economic abuse",
    "carers",
    "Care Act s.42/s.9",
    "MCA/DoLS",
    "self-neglect",
    "housing",
    "children",
    "perpetrator programmes",
    "interpreters",
    "so-called honour-based abuse",
    "record keeping",
    "escalation",
    "supervision",
    "audit",
    "commissioning",
]
THEMES: tuple[Theme, ...] = get_args(Theme)
ADDRESSEE_TYPES: tuple[AddresseeType, ...] = get_args(AddresseeType)
FACETS: tuple[Facet, ...] = get_args(Facet)
