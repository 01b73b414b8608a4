from django.urls import path

from kerege.web.capacity import frameworks, persons, posts

urlpatterns = [
    path("", posts.competences, name="competences"),
    path("mine/", persons.mine, name="my_competences"),
    path("people/", persons.find, name="find_competences_of"),
    path("people/<uuid:uid>/", persons.person, name="person_competences"),
    path("shown/<uuid:uid>/withdraw/", persons.take_back, name="withdraw_shown"),
    path("posts/new/", posts.new_post, name="new_post"),
    path("posts/<uuid:uid>/", posts.post, name="post"),
    path("frameworks/new/", frameworks.new_framework, name="new_framework"),
    path("frameworks/<slug:key>/", frameworks.framework, name="competence_framework"),
    path("frameworks/<slug:key>/publish/", frameworks.publish, name="publish_framework"),
]
