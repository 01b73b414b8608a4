from django.urls import path

from kerege.web.authoring import picking, writing

urlpatterns = [
    path("training/curricula/<slug:key>/part/write/", writing.write, name="write_lesson"),
    path("training/curricula/<slug:key>/part/bank/", picking.pick, name="pick_question"),
]
