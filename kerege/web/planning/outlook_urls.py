from django.urls import path

from kerege.web.planning import outlook_files
from kerege.web.planning.views import outlook, outlook_told, outlooks

urlpatterns = [
    path("", outlooks.outlooks, name="outlooks"),
    path("new/", outlooks.new, name="new_outlook"),
    path("<uuid:uid>/", outlook.outlook, name="outlook"),
    path("<uuid:uid>/do/", outlook.do, name="outlook_do"),
    path("<uuid:uid>/told/", outlook_told.told_page, name="outlook_told"),
    path("<uuid:uid>/people/", outlook.people, name="outlook_people"),
    path("<uuid:uid>/outlook.<str:format>", outlook_files.table, name="outlook_file"),
]
