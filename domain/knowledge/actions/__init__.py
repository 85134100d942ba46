"""Verbs of the library. None commits."""

from domain.knowledge.actions.problems import (
    approve_problem,
    load_problems,
    revise_problem,
    withdraw_problem,
)

__all__ = ["approve_problem", "load_problems", "revise_problem", "withdraw_problem"]
