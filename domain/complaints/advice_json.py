"""Advice as plain values for a JSON column, and back."""

from dataclasses import asdict, fields
from decimal import Decimal
from typing import Any

from domain.complaints.advice import Advice, Category, Certainty, Chemical, DoseUnit, Protection, Step


def to_json(advice: Advice) -> dict[str, Any]:
    """Only str, int, list, dict and None; a dose is text so that no digit is lost."""
    return {
        "certainty": str(advice.certainty),
        "problem": advice.problem,
        "steps": [_step(step) for step in advice.steps],
        "next_season": list(advice.next_season),
        "follow_up_days": advice.follow_up_days,
        "call_when": advice.call_when,
    }


def from_json(stored: dict[str, Any]) -> Advice:
    return Advice(
        certainty=Certainty(stored["certainty"]),
        problem=stored["problem"],
        steps=tuple(_read_step(step) for step in stored["steps"]),
        next_season=tuple(stored["next_season"]),
        follow_up_days=stored["follow_up_days"],
        call_when=stored["call_when"],
    )


def _step(step: Step) -> dict[str, Any]:
    kept: dict[str, Any] = {"category": str(step.category), "text": step.text}
    if step.chemical:
        kept["chemical"] = asdict(step.chemical) | {
            "dose": None if step.chemical.dose is None else str(step.chemical.dose),
            "unit": step.chemical.unit and str(step.chemical.unit),
            "protection": sorted(step.chemical.protection),
        }
    return kept


def _read_step(stored: dict[str, Any]) -> Step:
    spray = stored.get("chemical")
    return Step(Category(stored["category"]), stored["text"], _read_chemical(spray) if spray else None)


def _read_chemical(stored: dict[str, Any]) -> Chemical:
    known = {field.name: stored[field.name] for field in fields(Chemical) if field.name in stored}
    return Chemical(
        **known
        | {
            "dose": None if known.get("dose") is None else Decimal(known["dose"]),
            "unit": DoseUnit(known["unit"]) if known.get("unit") else None,
            "protection": frozenset(map(Protection, known.get("protection", ()))),
        }
    )
