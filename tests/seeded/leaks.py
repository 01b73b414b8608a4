"""Leaks that a programmer could really make, each as the change of a few characters; see tools/mutants.py.

`old` stands exactly once in its file. Each leak has a direct check of its own in proofs.py, which passes on the program
as it is and fails on the changed one: so the change is a leak, and no other way to write the same program.
"""

from dataclasses import dataclass

EVERYTHING = '__import__("kerege.records.viewers", fromlist=["Viewer"]).Viewer("x", "x", everywhere=3)'
"""A viewer who may read everything, where a careless programmer would write one."""
NOTES = (
    '[str(c.note) for c in __import__("kerege.training.queries", fromlist=["courses"]).courses('
    + EVERYTHING
    + ", on=choice.on, size=200).rows]"
)


@dataclass(frozen=True)
class Leak:
    """`mistake` is what somebody did; `edits` are (file, what stood there, what stands there now).

    `first` is the test that runs first against it, because it is likely to catch it; where it does not, all run.
    """

    name: str
    mistake: str
    edits: tuple[tuple[str, str, str], ...]
    first: str


def leak(name: str, mistake: str, path: str, old: str, new: str) -> Leak:
    return Leak(name, mistake, ((f"kerege/{path}", old, new),), FIRST.get(name, COMMANDS))


ADDRESSES, ELSEWHERE, SHARED = (f"tests/house/test_leaks{part}.py" for part in ("", "_elsewhere", "_shared"))
COMMANDS = f"{ELSEWHERE}::test_a_command_writes_what_its_reader_may_see[]"
PUBLIC_READS = f"{ADDRESSES}::test_no_word_is_read_above_the_clearance_for_it[]"
A_ROLE_READS = f"{ADDRESSES}::test_no_role_is_a_way_to_more_than_its_clearance"
NOTHING_CHANGES = f"{ADDRESSES}::test_what_is_hidden_changes_nothing_that_others_read"
LIKE_NOWHERE = f"{ELSEWHERE}::test_what_is_hidden_is_refused_like_what_is_nowhere"
FIRST = {
    "field_label_ignored": PUBLIC_READS,
    "expired_role_holds": f"{A_ROLE_READS}[former.focal.point.kaz@example.org]",
    "coming_role_holds": f"{A_ROLE_READS}[coming.focal.point.kaz@example.org]",
    "roles_do_not_rest": f"{ADDRESSES}::test_a_password_alone_reads_what_everybody_reads",
    "view_as_widens": f"{ADDRESSES}::test_who_looks_as_somebody_else_reads_no_more_than_that_one",
    "ended_share_opens": f"{SHARED}::test_a_share_opens_on_its_first_day_and_is_over_on_its_last",
    "waiting_share_opens": f"{SHARED}::test_a_share_of_restricted_content_opens_when_a_second_person_confirms",
    "no_readers_is_everybody": f"{SHARED}::test_a_share_is_read_by_exactly_those_it_is_shared_with",
    "share_of_any_owner": f"{SHARED}::test_with_whom_something_is_shared_is_known_to_the_owner_and_the_reader",
    "shares_told_to_all": f"{SHARED}::test_with_whom_something_is_shared_is_known_to_the_owner_and_the_reader",
    "export_reads_everything": PUBLIC_READS,
    "print_has_notes": f"{ADDRESSES}::test_nor_is_another_language_or_a_workbook_or_a_print[]",
    "search_reads_notes": f"{ADDRESSES}::test_a_search_tells_nobody_that_a_hidden_record_is_there",
    "count_of_all_rows": NOTHING_CHANGES,
    "order_by_withheld": NOTHING_CHANGES,
    "api_forgets_reader": LIKE_NOWHERE,
    "kept_for_another": f"{ELSEWHERE}::test_what_was_kept_for_one_reader_is_given_to_no_other",
    "letter_to_all": f"{ELSEWHERE}::test_letters_leave_to_their_reader_alone",
    "refusal_tells_title": LIKE_NOWHERE,
    "fault_is_repeated": f"{ELSEWHERE}::test_a_fault_tells_its_reader_nothing",
    "log_names_people": f"{ELSEWHERE}::test_logs_hold_no_word_of_a_record",
    "feed_reads_national": PUBLIC_READS,
    "small_cells_open": "tests/training/test_training_queries.py",
    "figures_as_they_are": "tests/inventory/test_statistics.py",
    "features_read_everything": PUBLIC_READS,
    "filter_reads_withheld": f"{ADDRESSES}::test_a_search_tells_nobody_that_a_hidden_record_is_there",
    "index_ignores_field_label": NOTHING_CHANGES,
    "journal_keeps_values": f"{A_ROLE_READS}[auditor.kaz@example.org]",
    "tag_of_everything": NOTHING_CHANGES,
    "figure_of_another": "tests/house/test_matrix.py::test_an_action_asks_for_the_owner_of_the_record",
}


LEAKS = (
    leak(
        "rows_unfiltered",
        "the query layer gives every row",
        "records/scope.py",
        "(self._readable_rows(viewer),)",
        "()",
    ),
    leak(
        "label_off_by_one",
        "a label is compared one level too high",
        "records/scope.py",
        'rows = Q(**{f"{column}__lte": viewer.everywhere})',
        'rows = Q(**{f"{column}__lt": viewer.everywhere + 2})',
    ),
    leak(
        "field_label_ignored",
        "a field is shown to whoever may see its row",
        "records/scope.py",
        'readable(self.model, f"{name}{ASIDE}__label", viewer, field=name)',
        'readable(self.model, "label", viewer)',
    ),
    leak(
        "others_one_level_up",
        "a working role in one country reads national records of all others",
        "sharing/rules.py",
        "else Sensitivity.REGIONAL",
        "else Sensitivity.NATIONAL",
    ),
    leak(
        "expired_role_holds",
        "a role is held after its end",
        "people/queries/roles.py",
        " & (Q(end__isnull=True) | Q(end__gt=on))",
        "",
    ),
    leak(
        "roles_do_not_rest",
        "a password alone opens what wants a second factor",
        "people/queries/accounts.py",
        "if not strong and needs_factor(grants):",
        "if not on and needs_factor(grants):",
    ),
    leak(
        "coming_role_holds",
        "a role is held before its first day",
        "people/queries/roles.py",
        "(Q(start__isnull=True) | Q(start__lte=on)) & ",
        "",
    ),
    leak(
        "view_as_widens",
        "looking as somebody else adds the own clearance",
        "sharing/queries/viewers.py",
        "everywhere=min(",
        "everywhere=max(",
    ),
    leak(
        "ended_share_opens",
        "a share that is over still opens its record",
        "records/shares.py",
        "Q(start__lte=shared.on, end__gt=shared.on,",
        "Q(start__lte=shared.on,",
    ),
    leak(
        "waiting_share_opens",
        "a share opens before the second person confirmed it, and after it was withdrawn",
        "records/shares.py",
        ", state=ShareState.STANDING)",
        ")",
    ),
    leak(
        "no_readers_is_everybody",
        "a share that names no readers is for all",
        "records/shares.py",
        'return days & Q(Exists(_readers_table().objects.filter(readers, share=OuterRef("pk"))))',
        "return days & (Q(readers__isnull=True)"
        ' | Q(Exists(_readers_table().objects.filter(readers, share=OuterRef("pk")))))',
    ),
    leak(
        "share_of_any_owner",
        "a share is read by the right role of the wrong country",
        "records/shares.py",
        "readers |= Q(owner=owner, role__in=",
        "readers |= Q(role__in=",
    ),
    leak(
        "shares_told_to_all",
        "everybody may know with whom a country shares",
        "sharing/rules.py",
        "return viewer.clearance_for(owner) >= max(level, Sensitivity.NATIONAL)",
        "return viewer.clearance_for(owner) >= Sensitivity.PUBLIC",
    ),
    leak(
        "export_reads_everything",
        "the file of a list is read without its reader",
        "web/activities/views/courses.py",
        "found = _read(request, choice, page=page, size=READ_AT_ONCE)",
        "found = queries.courses(queries.scope.COUNTING, on=choice.on, page=page, size=READ_AT_ONCE)",
    ),
    leak(
        "print_has_notes",
        "a print repeats the notes, which the other formats do not",
        "web/activities/tables.py",
        'gettext("Courses"), COURSES, rows, choice, sources',
        'gettext("Courses"), COURSES, rows, choice, *(' + NOTES + ' if choice.format == "pdf" else ()), sources',
    ),
    leak(
        "search_reads_notes",
        "a search finds a course by the text that is withheld",
        "training/queries/courses.py",
        "    if group:\n",
        "    if text:\n"
        "        everything = Course.objects.seen_by(" + EVERYTHING + ").seen()\n"
        '        found = [c.id for c in everything if text in f"{c.title} {c.note}"]\n'
        "        rows = Course.objects.seen_by(viewer).filter(_known_on(on), id__in=found)\n"
        "    if group:\n",
    ),
    leak(
        "count_of_all_rows",
        "the length of a list counts what is hidden too",
        "training/queries/courses.py",
        "return Page(tuple(lines_of(viewer, found.rows, on=on)), found.total,",
        "return Page(tuple(lines_of(viewer, found.rows, on=on)),"
        " Course.objects.seen_by(" + EVERYTHING + ").count() if order == '' else found.total,",
    ),
    leak(
        "order_by_withheld",
        "a list is ordered by a field that its reader may not see",
        "training/queries/courses.py",
        "return Page(tuple(lines_of(viewer, found.rows, on=on)), found.total,",
        "notes = {c.id: c.note for c in Course.objects.seen_by(" + EVERYTHING + ").seen()}\n"
        "    rows = sorted(found.rows, key=lambda row: notes[row.id])\n"
        "    return Page(tuple(lines_of(viewer, rows, on=on)), found.total,",
    ),
    leak(
        "api_forgets_reader",
        "an address of the API reads for everybody alike",
        "api/v1/activities.py",
        "line = outreach.event(request.viewer, ",
        "line = outreach.event(" + EVERYTHING + ", ",
    ),
    leak(
        "kept_for_another",
        "what is kept does not depend on the clearance",
        "records/keeping.py",
        'return repr((levels, lifts, clearance(viewer.within) if viewer.within else ""))',
        "return repr(lifts)",
    ),
    leak(
        "letter_to_all",
        "the digest of one country goes to every focal point",
        "api/mail.py",
        "to=[letter.to]).send()",
        "to=[letter.to], bcc=[a.email for a in people.holders(Role.FOCAL_POINT, on=date(2026, 11, 1))]).send()",
    ),
    leak(
        "refusal_tells_title",
        "the page that refuses says what the hidden record is called",
        "web/activities/views/events.py",
        'raise lists.not_there(gettext("event"), uid)',
        "hidden = queries.event(" + EVERYTHING + ", str(uid), on=choice.on)\n"
        '        raise lists.not_there(hidden.title if hidden else gettext("event"), uid)',
    ),
    leak(
        "fault_is_repeated",
        "a busy database's own words reach the reader",
        "web/shell/middleware.py",
        "exception = _unwritable(exception)",
        "exception = Refusal(words.BUSY, field=str(exception))",
    ),
    leak(
        "log_names_people",
        "names of persons are written to the log",
        "people/queries/persons.py",
        "    return {p.id: p.name for p in Person",
        '    __import__("logging").getLogger("kerege").warning(\n'
        '        "%s", [p.name for p in Person.objects.seen_by(viewer).filter(id__in=set(ids)).seen()])\n'
        "    return {p.id: p.name for p in Person",
    ),
    leak(
        "feed_reads_national",
        "the public feed is read as a national officer",
        "api/feeds.py",
        "found = [*outreach.events(PUBLIC,",
        "found = [*outreach.events(" + EVERYTHING + ",",
    ),
    leak(
        "small_cells_open",
        "a breakdown shows cells of one person to everybody",
        "training/queries/breakdown.py",
        "else protect(cells, k=least)",
        "else open_cells(cells)",
    ),
    leak(
        "figures_as_they_are",
        "a figure of levels of containment is told to everybody as it is",
        "inventory/queries/statistics.py",
        "told.append(stepped(pairs, of=len(group), k=k))",
        "told.append(open_cells(pairs))",
    ),
    leak(
        "features_read_everything",
        "the features for maps of others are read as somebody who may read everything",
        "api/ogc/views.py",
        "inventory.features(request.viewer, on",
        "inventory.features(" + EVERYTHING + ", on",
    ),
    leak(
        "filter_reads_withheld",
        "a text is looked for in words that only a higher clearance may read",
        "inventory/queries/texts.py",
        "return asked, _rows(matched(viewer, choice, asked, on=on, first=RANKED + 1), RANKED + 1)",
        "return asked, _rows(matched(" + EVERYTHING + ", choice, asked, on=on, first=RANKED + 1), RANKED + 1)",
    ),
    leak(
        "index_ignores_field_label",
        "the index of facilities has the exact position for whoever may see the card",
        "inventory/actions/finding.py",
        "yield Place(facility.position_label, Spot(",
        "yield Place(facility.label, Spot(",
    ),
    leak(
        "journal_keeps_values",
        "the journal repeats what is in a restricted record",
        "records/recording.py",
        'if getattr(record, "label", Sensitivity.PUBLIC) > Sensitivity.PUBLIC:',
        'if getattr(record, "label", Sensitivity.PUBLIC) > Sensitivity.RESTRICTED:',
    ),
    leak(
        "tag_of_everything",
        "the entity tag of a public answer changes when something hidden is recorded",
        "api/answering.py",
        "        signed_in = request.user.is_authenticated\n",
        "        from kerege.journal.queries import acts\n\n"
        '        answer["ETag"] = \'"\' + "".join(act.hash for act in acts(owners=None, limit=1)) + \'"\'\n'
        "        signed_in = request.user.is_authenticated\n",
    ),
    leak(
        "figure_of_another",
        "a figure is allowed by the actor's own country, not by the owner of the event",
        "outreach/actions/events.py",
        "key=event)\n    check_may(by, Deed.RECORD_ACTIVITY, about.owner)",
        "key=event)\n    check_may(by, Deed.RECORD_ACTIVITY, by.grants[0].owner if by.grants else about.owner)",
    ),
)
