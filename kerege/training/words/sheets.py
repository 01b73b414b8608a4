"""The words that stand on sheets which are printed from a toolkit package."""

from kerege.lib.refusal import N_

LESSON_PLAN, LESSON, QUIZ, KEY = N_("Lesson plan"), N_("Lesson"), N_("Quiz"), N_("Key to the quiz, for the trainer")
CHECKLIST, EVALUATION, SHEETS, ATTACHMENTS = N_("Checklist"), N_("Evaluation form"), N_("Sheets"), N_("Attachments")
DAY, MINUTES, OUTCOMES, STEP = N_("Day"), N_("Minutes"), N_("What people can do afterwards"), N_("Step")
MATERIALS, ROLES, PASS = N_("Materials"), N_("Roles"), N_("Needed to pass")
NAME, OBSERVER, DATE, REMARK = N_("Name"), N_("Observer"), N_("Date"), N_("Remark")
DONE, NOT_DONE, CRITICAL = N_("Done"), N_("Not done"), N_("must be done")
STATEMENT = N_("How much do you agree? 1 not at all, 5 completely")
NO_NAME = N_("Please do not write your name. Hand this sheet to somebody other than the trainer.")
STATEMENTS = (
    N_("What I learned is useful for my work."),
    N_("The trainer explained so that I understood."),
    N_("There was enough time to practise."),
    N_("The materials were clear and in a language that I read well."),
    N_("I can do what the course promised."),
    N_("I will change something at my workplace after this course."),
)
OPEN_QUESTIONS = (
    N_("What will you do differently at work?"),
    N_("What stands in the way?"),
    N_("What should be better next time?"),
)
