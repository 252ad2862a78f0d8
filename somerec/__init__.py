"""How much internet and social-media strategy is right for a small business, and why."""

from somerec.advice.answers import Answers, AnswersError
from somerec.advice.recommend import recommend
from somerec.advice.recommendation import Recommendation
from somerec.rulebook.load import load_rulebook

__version__ = "0.1.0"

__all__ = ["Answers", "AnswersError", "Recommendation", "load_rulebook", "recommend"]
