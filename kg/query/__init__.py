"""The query room: a store and a question in, tables, statements and networks out."""

from kg.query.ask import Queryable, answer, ask, construct, names_of, select
from kg.query.questions import Question, named_query, query_text, questions
from kg.query.table import FORMATS, Table, Term, shorten

__all__ = [
    "FORMATS",
    "Queryable",
    "Question",
    "Table",
    "Term",
    "answer",
    "ask",
    "construct",
    "named_query",
    "names_of",
    "query_text",
    "questions",
    "select",
    "shorten",
]
