"""Reading pages of a cohort as somebody of it."""

from django.test import Client

from kerege.people.queries import account


def client(given, name, language="en"):
    found = Client(headers={"accept-language": language})
    if name:
        given.by(name)
        found.force_login(account(f"{name}@example.org"))
    return found


def text(answer):
    return " ".join(answer.content.decode().split())


def cohort(given):
    return f"/courses/{given.course.uid}/people/"
