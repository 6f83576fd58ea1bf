"""The standard datasets of the municipalities, and whether a header is one of theirs."""

from __future__ import annotations

from publisher.standards.index import How
from publisher.standards.labels import key
from publisher.standards.recognition import Certainty, Recognition, Renaming, recognise
from publisher.standards.standard import (
    OWN_PROPERTIES,
    Basis,
    Requirement,
    Standard,
    edition_text,
    load,
    requirement_of,
)

__all__ = [
    "OWN_PROPERTIES",
    "Basis",
    "Certainty",
    "How",
    "Recognition",
    "Renaming",
    "Requirement",
    "Standard",
    "edition_text",
    "key",
    "load",
    "recognise",
    "requirement_of",
]
