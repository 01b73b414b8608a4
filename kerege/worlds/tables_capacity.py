"""The tables of assessments, quality plans and certificates: what was done, in the order in which it was done."""

from kerege.worlds import rows_capacity as rows
from kerege.worlds import rows_certificates as certificates
from kerege.worlds import rows_needs, rows_quality, rows_register
from kerege.worlds.columns import Table
from kerege.worlds.columns import table as table_of
from kerege.worlds.rules import day, keys, number, pairs

CAPACITY: tuple[Table, ...] = (
    table_of(
        "assessment_steps.csv",
        "capacity.answers.saved",
        rows.step,
        "question_set facility round step who on",
        "kind team answers comments question value reason what seat due proof done_on verifier",
        adds="synthetic",
        cells={
            **{"on": day, "due": day, "done_on": day, "round": number},
            **{"team": keys, "answers": pairs, "comments": pairs},
        },
    ),
    table_of(
        "quality_steps.csv",
        "capacity.activity.reported",
        rows_quality.step,
        "facility step who on",
        "checklist version mentor host set_key until activity text agreed found",
        adds="synthetic",
        cells={"on": day, "until": day},
    ),
    table_of(
        "declared_scores.csv",
        "capacity.scores.imported",
        rows.declared,
        "year territory scores source",
        "",
        adds="synthetic",
        cells={"year": number, "scores": pairs},
    ),
    table_of(
        "certificate_cases.csv",
        "capacity.case.nominated",
        certificates.go,
        "person trainee centre coach stage start languages zone",
        "observer first second place territory",
        adds="synthetic",
        cells={"start": day},
    ),
    table_of(
        "external_certificates.csv",
        "capacity.external.recorded",
        rows_register.external,
        "account body title number start on",
        "until verifier verified_on",
        adds="synthetic",
        cells={"start": day, "on": day, "until": day, "verified_on": day},
    ),
    table_of(
        "register_entries.csv",
        "capacity.register.entered",
        rows_register.entry,
        "account on",
        "reserve",
        cells={"on": day},
    ),
    table_of(
        "need_policies.csv",
        "capacity.policy.set",
        rows_needs.policy,
        "owner start reason source",
        "changes weights",
        cells={"start": day, "changes": pairs, "weights": pairs},
    ),
    table_of(
        "controlled_documents.csv",
        "capacity.document.recorded",
        rows_quality.document,
        "facility code version on",
        "title_en title_ru seat writer approver kept_at effective_from review_by",
        adds="synthetic",
        cells={"on": day, "effective_from": day, "review_by": day},
    ),
    table_of(
        "course_documents.csv",
        "training.document.used",
        rows_quality.cited,
        "course facility code on",
        "",
        cells={"on": day},
    ),
)
