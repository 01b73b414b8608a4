"""What the page of an assessment tells of the reader's devices: answers that met, and forms that are not whole."""

from typing import Any

from django.http import HttpRequest

from kerege.capacity import queries
from kerege.capacity.queries import AssessmentPage, Overtaken, OwnAnswer
from kerege.web.activities import lists
from kerege.web.capacity import wording


def told_of_phones(request: HttpRequest, page: AssessmentPage, choice: lists.Choice) -> dict[str, Any]:
    """`met`: own answers that do not stand, each beside the one that does; `waiting`: forms that are not whole."""
    uid, me = page.line.uid, request.actor.uid
    questions = {question.key: question for question in page.definition.questions()}
    met = []
    for each in queries.overtaken_answers(request.viewer, uid, me=me, on=choice.on):
        question, own = questions.get(each.question), page.own.get(each.question)
        if question is not None and own is not None and _differs(own, each):
            met.append(
                {
                    "text": wording.told(question.text, page.definition),
                    "stands": wording.answer(page.definition, question, own.given),
                    "other": wording.answer(page.definition, question, each.given),
                    "comment": each.comment,
                    "at": each.answered_at,
                    "section": next(s.key for s in page.definition.sections if question in s.questions),
                }
            )
    return {"met": met, "waiting": queries.waiting_forms(request.viewer, uid, me=me, on=choice.on)}


def _differs(own: OwnAnswer, other: Overtaken) -> bool:
    """Whether the answer that does not stand says something else still; its comment may say more than the own one."""
    return own.given != other.given or other.comment not in own.comment
