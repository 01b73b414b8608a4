from django.urls import path

from kerege.web.mandates import letters, trees, views

urlpatterns = [
    path("", views.directory, name="mandates"),
    path("new/", views.new_mandate, name="new_mandate"),
    path("call-tree/", trees.call_tree, name="call_tree"),
    path("call-tree.<str:format>", trees.paper, name="call_tree_file"),
    path("answer/<str:code>/", letters.answer, name="mandate_answer"),
    path("<uuid:uid>/", views.mandate_page, name="mandate"),
]
