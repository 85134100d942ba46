"""Verbs of the library. None commits."""

from domain.knowledge.actions.articles import KeptFile, move_article, rewrite_article, write_article
from domain.knowledge.actions.problems import (
    approve_problem,
    load_problems,
    revise_problem,
    withdraw_problem,
)
from domain.knowledge.actions.ready import approve_ready, keep_answer, keep_question, load_ready, retire_ready
from domain.knowledge.actions.tips import approve_tip, withdraw_tip

__all__ = [
    "KeptFile",
    "approve_problem",
    "approve_ready",
    "approve_tip",
    "keep_answer",
    "keep_question",
    "load_problems",
    "load_ready",
    "move_article",
    "retire_ready",
    "revise_problem",
    "rewrite_article",
    "withdraw_problem",
    "withdraw_tip",
    "write_article",
]
