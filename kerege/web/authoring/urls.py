from django.urls import path

from kerege.web.authoring import writing

urlpatterns = [
    path("training/curricula/<slug:key>/part/write/", writing.write, name="write_lesson"),
]
