"""Refusals of what is no text of law in Akoma Ntoso, or cannot be addressed in one."""

from kerege.lib.refusal import N_, RefusalWord

NOT_AKN = RefusalWord(
    "law.akn_not_akn",
    N_("This XML begins with <%(found)s>, and not with <akomaNtoso>. Send the text of a law in Akoma Ntoso 3.0."),
)
NAMESPACE = RefusalWord(
    "law.akn_namespace",
    N_(
        "This document is written in the vocabulary “%(found)s”. Only Akoma Ntoso 3.0 (%(expected)s) is read here: "
        "convert it first."
    ),
)
NO_DOCUMENT = RefusalWord(
    "law.akn_no_document",
    N_("There is no document with metadata in this file. Send one act, bill or other document."),
)
EID_MALFORMED = RefusalWord(
    "law.akn_eid_malformed",
    N_(
        "The eId “%(eid)s” of “%(place)s” cannot stand in an address. "
        "Use letters, digits, points, hyphens and underscores, at most %(most)s."
    ),
)
EID_TWICE = RefusalWord(
    "law.akn_eid_twice",
    N_("The eId “%(eid)s” stands at “%(place)s” and before it at “%(first)s”. Give each part one of its own."),
)
URI_MALFORMED = RefusalWord(
    "law.uri_malformed",
    N_(
        "“%(uri)s” is no address of a law. Write it like /akn/kz/act/law/2022-05-21/122-vii, "
        "with two letters for the country."
    ),
)
URI_DATE = RefusalWord(
    "law.uri_date",
    N_("“%(date)s” in this address is no day. Write a year, a month or a day, as 2022-11-22."),
)
URI_PORTION = RefusalWord(
    "law.uri_portion",
    N_("In “%(uri)s” a stroke is missing between the date and the part. Write it like rus@2022-11-22/~art_3."),
)
