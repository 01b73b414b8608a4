"""The tables that a world may have, in the order in which they are loaded, and the action that takes each row."""

from kerege.atlas import actions as atlas
from kerege.indicators import actions as indicators
from kerege.inventory import actions as inventory
from kerege.inventory.rules.cards import USUAL_LABELS
from kerege.law import actions as law
from kerege.outreach import actions as outreach
from kerege.people import actions as people
from kerege.training import actions as training
from kerege.worlds import rows
from kerege.worlds.columns import GIVEN, PROJECT, Table
from kerege.worlds.columns import table as _table
from kerege.worlds.helping_tables import HELPING
from kerege.worlds.rules import day, first_day, keys, lines, number, pairs, sensitivity, yes_no
from kerege.worlds.tables_aid import AID
from kerege.worlds.tables_alerts import ALERTS
from kerege.worlds.tables_capacity import CAPACITY
from kerege.worlds.tables_clocks import CLOCKS
from kerege.worlds.tables_competences import COMPETENCES
from kerege.worlds.tables_conduct import CONDUCT
from kerege.worlds.tables_country_reports import COUNTRY_REPORTS
from kerege.worlds.tables_coverage import COVERAGE
from kerege.worlds.tables_delivery import DELIVERY, FORKS
from kerege.worlds.tables_drafting import DRAFTING
from kerege.worlds.tables_exercises import EXERCISES
from kerege.worlds.tables_gatherings import GATHERINGS
from kerege.worlds.tables_health_events import HEALTH_EVENTS
from kerege.worlds.tables_incidents import INCIDENTS
from kerege.worlds.tables_law import MEASURES
from kerege.worlds.tables_library import LIBRARY
from kerege.worlds.tables_planning import PLANNING
from kerege.worlds.tables_reports import REPORTS
from kerege.worlds.teaching import TEACHING

TABLES: tuple[Table, ...] = (
    _table(
        "sources.csv",
        "atlas.source.recorded",
        atlas.record_source,
        "key title",
        "address page_date page_date_text note",
        cells={"page_date": day},
    ),
    _table(
        "organisations.csv",
        "people.organisation.recorded",
        rows.record_organisation,
        "key kind name_en",
        "territory name_ru start end sources note",
        adds="synthetic",
        cells={"start": first_day, "end": day},
    ),
    _table(
        "organisation_names.csv",
        "people.organisation.named",
        people.name_organisation,
        "organisation lang text",
        "start end",
        renamed={"organisation": "organisation_key"},
        cells={"start": first_day, "end": day},
    ),
    _table(
        "successions.csv",
        "people.succession.recorded",
        people.record_succession,
        "predecessor successor kind",
        "on",
        cells={"on": day},
    ),
    _table(
        "persons.csv",
        "people.person.recorded",
        rows.record_person,
        "key owner name",
        "name_latin name_cyrillic organisation",
        adds="synthetic",
        renamed={"organisation": "organisation_key"},
    ),
    _table(
        "seats.csv",
        "people.seat.created",
        people.create_seat,
        "key owner kind title mandate mandate_on",
        "organisation",
        adds="synthetic",
        renamed={"organisation": "organisation_key"},
        cells={"mandate_on": day},
    ),
    _table(
        "terms.csv",
        "people.term.began",
        people.appoint,
        "seat person capacity start",
        "end",
        adds="synthetic",
        cells={"start": day, "end": day},
    ),
    _table(
        "accounts.csv",
        "people.account.opened",
        rows.open_account,
        "email name",
        "role owner start language organisation person",
        cells={"start": day},
    ),
    _table(
        "seat_roles.csv",
        "people.role.granted",
        people.grant_role,
        "seat role owner start",
        "end deputies",
        cells={"start": day, "end": day, "deputies": yes_no},
    ),
    _table(
        "tasks.csv",
        "people.task.set",
        people.set_task,
        "seat title due set_on",
        adds="synthetic",
        renamed={"set_on": "today"},
        cells={"due": day, "set_on": day},
    ),
    _table(
        "instruments.csv",
        "law.instrument.recorded",
        rows.record_instrument,
        "key name_en kind",
        "name_ru adopted_on opened_on in_force_on address note",
        cells={"adopted_on": day, "opened_on": day, "in_force_on": day},
    ),
    _table(
        "course_groups.csv",
        "training.group.recorded",
        training.record_group,
        "key owner title kind status sources",
        "project dates date_text venue venue_place trainees_from note",
        adds=GIVEN,
        renamed=PROJECT,
    ),
    _table(
        "courses.csv",
        "training.course.recorded",
        training.record_course,
        "key owner title kind status sources",
        "generation group project dates date_text venue venue_place trainees_from host language external_funding note",
        adds=GIVEN,
        renamed=PROJECT,
        cells={"generation": number, "external_funding": yes_no},
    ),
    _table(
        "course_descents.csv",
        "training.descent.recorded",
        training.record_descent,
        "course basis sources",
        "taught_by note",
    ),
    _table(
        "course_counts.csv",
        "training.count.recorded",
        training.record_count,
        "measure value qualifier source",
        "course group note",
    ),
    _table(
        "registers.csv",
        "training.register.extended",
        rows.register,
        "course person registered_on",
        "role sex institution_type unit",
        adds="synthetic",
        cells={"registered_on": day},
    ),
    _table("closed_registers.csv", "training.register.closed", training.close_register, "course on", cells={"on": day}),
    _table(
        "placements.csv", "training.trainers.placed", training.place_trainers, "course centre trainers sources", "note"
    ),
    FORKS,
    _table(
        "curricula.csv",
        "training.adoption.recorded",
        training.record_adoption,
        "key owner territory programme sources",
        "institution level compulsory curriculum curriculum_version decree project dates date_text note",
        adds=GIVEN,
        renamed=PROJECT,
        cells={"compulsory": yes_no},
    ),
    _table(
        "events.csv",
        "outreach.event.recorded",
        outreach.record_event,
        "key owner title kind level status sources",
        "project dates date_text venue place note",
        adds=GIVEN,
        renamed=PROJECT,
    ),
    _table(
        "event_counts.csv",
        "outreach.count.recorded",
        outreach.record_event_count,
        "event measure value qualifier source",
        "note",
    ),
    _table(
        "handovers.csv",
        "inventory.handover.recorded",
        inventory.record_handover,
        "key owner title territory status sources",
        "recipient project dates date_text value_text items items_qualifier note",
        adds=GIVEN,
        renamed=PROJECT,
        cells={"items": number},
    ),
    _table(
        "facilities.csv",
        "inventory.facility.recorded",
        rows.record_facility,
        "key owner territory name_en kind sectors confirmed_on sources",
        "name_ru local_lang name_local ownership standing capabilities functions languages place admin_unit latitude "
        "longitude shown_at address organisation contacts staff waste transport packages website verified_on "
        "verified_by proof label position_label address_label contacts_label staff_label note",
        adds="synthetic",
        renamed={"confirmed_on": "today"},
        cells={
            **dict.fromkeys(("confirmed_on", "verified_on"), day),
            **dict.fromkeys(("contacts", "staff"), pairs),
            **dict.fromkeys(("label", *(f"{name}_label" for name in USUAL_LABELS)), sensitivity),
            "packages": lines,
        },
    ),
    _table(
        "facility_units.csv",
        "inventory.unit.recorded",
        inventory.record_unit,
        "facility name recorded_on",
        "functions note",
        renamed={"recorded_on": "today"},
        cells={"recorded_on": day},
    ),
    _table(
        "containment.csv",
        "inventory.containment.claimed",
        rows.record_containment,
        "facility scheme level claimed_on",
        "unit rooms area airflow_checked body verified_on proof certificate until",
        cells={**dict.fromkeys(("claimed_on", "verified_on", "until"), day), "airflow_checked": yes_no},
    ),
    _table(
        "accreditations.csv",
        "inventory.accreditation.recorded",
        inventory.record_accreditation,
        "facility scheme number body start",
        "scope until",
        cells={"start": day, "until": day},
    ),
    _table(
        "proficiency_rounds.csv",
        "inventory.proficiency.recorded",
        inventory.record_proficiency,
        "facility provider subject on",
        "result until",
        cells={"on": day, "until": day},
    ),
    _table(
        "facility_names.csv",
        "inventory.facility.renamed",
        inventory.rename_facility,
        "facility lang text on",
        cells={"on": day},
    ),
    _table(
        "lots.csv",
        "inventory.lot.recorded",
        inventory.record_lot,
        "key owner title kind territory label",
        "maker model project sources note",
        adds="synthetic",
        renamed=PROJECT,
        cells={"label": sensitivity},
    ),
    _table(
        "lot_steps.csv",
        "inventory.pieces.moved",
        inventory.move_pieces,
        "lot source target pieces on",
        "from_facility from_organisation facility organisation document without_plan note",
        cells={"on": day},
    ),
    _table(
        "items.csv",
        "inventory.items.accepted",
        inventory.accept_items,
        "lot serials on condition",
        "facility organisation",
        cells={"on": day, "serials": keys},
    ),
    _table(
        "travel_times.csv",
        "inventory.travel_time.recorded",
        inventory.record_travel_time,
        "from to minutes mode source date",
        "season",
        renamed={"from": "start", "to": "goal", "date": "on"},
        cells={"minutes": number, "date": day},
    ),
    _table(
        "testers.csv",
        "inventory.tester.recorded",
        inventory.record_tester,
        "owner organisation kinds proof start",
        "until",
        adds="synthetic",
        cells={"kinds": keys, "start": day, "until": day},
    ),
    _table(
        "item_events.csv",
        "inventory.item.changed",
        inventory.record_happening,
        "item what on",
        "facility organisation note",
        cells={"on": day},
    ),
    _table(
        "certificates.csv",
        "inventory.item.certified",
        inventory.certify_item,
        "item tester on outcome",
        "until standard number",
        cells={"on": day, "until": day},
    ),
    *HELPING,
    *CAPACITY,
    *COMPETENCES,
    *TEACHING,
    *DELIVERY,
    _table(
        "milestones.csv",
        "law.milestone.recorded",
        law.record_milestone,
        "key owner kind title sources",
        "territory number project dates date_text note",
        adds=GIVEN,
        renamed=PROJECT,
    ),
    _table(
        "status_records.csv",
        law.STATUS_RECORDED,
        law.record_status,
        "key owner territory instrument act on sources",
        "note",
        adds="synthetic",
    ),
    *MEASURES,
    _table(
        "claims.csv",
        "indicators.claim.recorded",
        indicators.record_claim,
        "key owner indicator value qualifier unit meaning",
        "project territory stated_by stated_on source",
        adds="synthetic",
        renamed=PROJECT,
    ),
    *PLANNING,
    *COVERAGE,
    *DRAFTING,
    *REPORTS,
    *ALERTS,
    *HEALTH_EVENTS,
    *CLOCKS,
    *EXERCISES,
    *CONDUCT,
    *INCIDENTS,
    *GATHERINGS,
    *LIBRARY,
    *AID,
    *COUNTRY_REPORTS,
)

BY_FILE = {table.file: table for table in TABLES}
