"""Verbs of the library. None commits."""

from domain.knowledge.actions.articles import KeptFile, move_article, rewrite_article, write_article
from domain.knowledge.actions.problems import (
    approve_problem,
    load_problems,
    revise_problem,
    withdraw_problem,
)
from domain.knowledge.actions.ready import approve_ready, keep_answer, keep_question, load_ready, retire_ready

__all__ = [
    "KeptFile",
    "approve_problem",
    "approve_ready",
    "keep_answer",
    "keep_question",
    "load_problems",
    "load_ready",
    "move_article",
    "retire_ready",
    "revise_problem",
    "rewrite_article",
    "withdraw_problem",
    "write_article",
]
