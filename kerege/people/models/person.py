"""Persons and the spellings of their names."""

from typing import ClassVar

from django.db import models

from kerege.lib.sensitivity import Sensitivity
from kerege.records.asides import aside, side_of
from kerege.records.owned import OwnedModel, SideTable
from kerege.records.personal import PERSON, Erased, Personal


class Person(OwnedModel):
    """A human being, known to one owner. Personal data are national unless somebody chose otherwise.

    There is no date of birth, number or photograph, and no e-mail address: an account has that.
    """

    key = models.SlugField(max_length=60, unique=True)
    name, name_label = aside("name", label=Sensitivity.NATIONAL)
    organisation = models.ForeignKey("people.Organisation", null=True, on_delete=models.PROTECT, related_name="+")

    personal = Personal("", PERSON, "identity", ("key", "organisation"), Erased.BLANKED)

    class Meta:
        app_label = "people"

    def __str__(self) -> str:
        return self.key


class PersonCalled(SideTable):
    """What a person is called."""

    record = side_of(Person, "name")
    value = models.CharField(max_length=200)

    personal = Personal("record", PERSON, "identity", ("value",), Erased.BLANKED)

    class Meta(SideTable.Meta):
        abstract = False
        app_label = "people"


class PersonName(OwnedModel):
    """One spelling of a person's name, in one language or script. `folded` is the key that search compares.

    A spelling is as sensitive as the name, whose label its row carries.
    """

    part_of: ClassVar[tuple[str, ...]] = ("person",)
    labelled_as: ClassVar[tuple[str, str]] = ("person", "name")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(max_length=200)
    lang = models.CharField(max_length=12)
    folded = models.CharField(max_length=400, db_index=True)

    personal = Personal("person", PERSON, "identity", ("text", "lang", "folded"), Erased.DELETED)

    class Meta:
        app_label = "people"
        constraints = [models.UniqueConstraint(fields=["person", "text", "lang"], name="one_spelling_per_language")]

    def __str__(self) -> str:
        return self.lang
