"""The words of what is told by mail about exams."""

from enum import StrEnum


class Told(StrEnum):
    """What somebody is told of an exam."""

    OPENS = "opens"
    CLOSES = "closes"
    RESULT = "result"
    CHANGED = "changed"
    APPEAL = "appeal"
    MARKING = "marking"
