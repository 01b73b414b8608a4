from django.urls import path

from kerege.web.packages import views
from kerege.web.player import views as player

urlpatterns = [
    path("", views.packages, name="elearning"),
    path("new/", views.new_package, name="new_elearning"),
    path("play/<uuid:uid>/", player.play, name="play_elearning"),
    path("play/<uuid:uid>/window/", player.window, name="elearning_window"),
    path("play/<uuid:uid>/commits/", player.commits, name="elearning_commits"),
    path("<uuid:uid>/", views.package, name="elearning_package"),
    path("<uuid:uid>/preview/", player.preview, name="preview_elearning"),
    path("<uuid:uid>/preview/window/", player.preview_window, name="elearning_preview_window"),
]
