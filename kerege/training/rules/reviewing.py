"""How a version stands in its review, from what was said in it. Plain Python."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import Programme
from kerege.training.rules.curricula.paragraphs import paragraphs
from kerege.training.rules.curricula.translating import path
from kerege.training.rules.curricula.walking import Content, told_texts
from kerege.training.rules.lessons import lessons_of
from kerege.training.words import reviewing as words
from kerege.training.words.reviewing import Said, Stage


@dataclass(frozen=True)
class Entry:
    """One thing that was said, as it is kept; see models.ReviewEntry."""

    uid: str
    kind: Said
    digest: str
    by: str
    at: datetime
    place: str = ""
    paragraph: int | None = None
    text: str = ""
    answers: str = ""
    openly: bool | None = None
    asked_of: str = ""


@dataclass(frozen=True)
class Standing:
    """How a review stands for the content that the draft has now. `asked` is the entry that holds, `decided` are those
    who approved this very content; `left` are remarks that nobody settled.
    """

    stage: Stage
    asked: Entry | None
    decided: tuple[Entry, ...]
    left: tuple[Entry, ...]

    @property
    def restricted(self) -> bool:
        """Whether one of those who approved it said that it should not be taught openly."""
        return any(each.openly is False for each in self.decided)

    @property
    def approved(self) -> bool:
        return self.stage in {Stage.APPROVED, Stage.APPROVED_RESTRICTED}


def standing(entries: Sequence[Entry], digest: str) -> Standing:
    """From the entries in their order and the digest of the content as it is now. What was approved and changed since
    waits again: an approval is of one content.
    """
    settled = {each.answers for each in entries if each.kind == Said.SETTLED}
    left = tuple(each for each in entries if each.kind == Said.REMARK and each.uid not in settled)
    begun = max((n for n, each in enumerate(entries) if each.kind == Said.ASKED), default=None)
    if begun is None:
        return Standing(Stage.NOT_ASKED, None, (), left)
    since = entries[begun + 1 :]
    if any(each.kind == Said.RETURNED for each in since):
        return Standing(Stage.RETURNED, entries[begun], (), left)
    decided = tuple(each for each in since if each.kind == Said.APPROVED and each.digest == digest)
    return Standing(_stage(decided), entries[begun], decided, left)


def _stage(decided: tuple[Entry, ...]) -> Stage:
    if not decided:
        return Stage.ASKED
    if all(each.openly for each in decided):
        return Stage.APPROVED
    return Stage.APPROVED_RESTRICTED if len({each.by for each in decided}) > 1 else Stage.SECOND


def needs_review(programme: Programme) -> bool:
    """Whether learners take something of it alone."""
    return any(True for _ in lessons_of(programme))


def demand_decidable(now: Standing, *, me: str, authors: Collection[str]) -> None:
    """Refuses training.review_not_asked, .review_own, .review_second_another and .review_of_another. Of a second
    reviewer nobody is asked by name.
    """
    if now.asked is None or now.stage not in {Stage.ASKED, Stage.SECOND}:
        raise Refusal(words.REVIEW_NOT_ASKED)
    if me in {*authors, now.asked.by}:
        raise Refusal(words.REVIEW_OWN)
    if me in {each.by for each in now.decided}:
        raise Refusal(words.REVIEW_SECOND_ANOTHER)
    if now.stage == Stage.ASKED and now.asked.asked_of not in ("", me):
        raise Refusal(words.REVIEW_OF_ANOTHER)


def places(content: Content) -> dict[str, int]:
    """Every place about which something can be remarked: a text, with how many paragraphs it has in its source."""
    source = content["source"]
    return {path(address, field): len(paragraphs(texts[source])) for address, field, texts, _ in told_texts(content)}


def demand_place(content: Content, place: str, paragraph: int | None) -> None:
    """Refuses training.review_no_place. Without a place a remark is about the whole."""
    number = 1 if paragraph is None else paragraph
    if place and (place not in (found := places(content)) or not 0 < number <= max(found[place], 1)):
        raise Refusal(words.REVIEW_NO_PLACE, field="place")
