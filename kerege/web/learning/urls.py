from django.urls import path

from kerege.web.learning import assigning, home, keeping

urlpatterns = [
    path("learning/", home.home, name="learning"),
    path("learning/app.webmanifest", keeping.manifest, name="learning_manifest"),
    path("learning/device/", keeping.own, name="learning_device"),
    path("learning/sync/", keeping.sync, name="learning_sync"),
    path("learning/without-network/", keeping.without_line, name="learning_without_line"),
    path("learning/worker.js", keeping.worker, name="learning_worker"),
    path("learning/keep/<slug:curriculum>/", keeping.course, name="learning_course_pack"),
    path("learning/keep/<slug:curriculum>/<slug:module>/", keeping.pack, name="learning_pack"),
    path("learning/keep/<slug:curriculum>/<slug:module>/<str:name>/", keeping.part, name="learning_part"),
    path("training/lessons/worker.js", keeping.worker, name="lessons_worker"),
    path("courses/<uuid:uid>/learning/", assigning.course_learning, name="course_learning"),
]
