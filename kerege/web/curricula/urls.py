from django.urls import path

from kerege.web.curricula import (
    adopting,
    attaching,
    comparing,
    drafts,
    editing,
    offering,
    reading,
    reviewing,
    scenarios,
    updating,
)

urlpatterns = [
    path("training/curricula/", reading.curricula, name="curricula"),
    path("training/curricula/<slug:key>/", reading.curriculum, name="curriculum"),
    path("training/curricula/<slug:key>/alignment/", reading.alignment, name="curriculum_alignment"),
    path("training/curricula/<slug:key>/difference/", comparing.difference, name="curriculum_difference"),
    path("training/curricula/<slug:key>/update/", updating.update, name="curriculum_update"),
    path("training/curricula/<slug:key>/fork/", drafts.fork, name="fork_curriculum"),
    path("training/curricula/<slug:key>/begin/", drafts.begin, name="begin_curriculum"),
    path("training/curricula/<slug:key>/publish/", drafts.publish, name="publish_curriculum"),
    path("training/curricula/<slug:key>/review/", reviewing.review, name="curriculum_review"),
    path("training/curricula/<slug:key>/part/", editing.part, name="curriculum_part"),
    path("training/curricula/<slug:key>/part/arrange/", editing.arrange, name="arrange_curriculum"),
    path("training/curricula/<slug:key>/part/file/", attaching.file, name="curriculum_file"),
    path("training/curricula/<slug:key>/part/map/", scenarios.scenes, name="curriculum_map"),
    path("training/curricula/<slug:key>/adopted/", adopting.adopted, name="curriculum_adopted"),
    path("training/curricula/<slug:key>/offers/", offering.offers, name="curriculum_offers"),
]
