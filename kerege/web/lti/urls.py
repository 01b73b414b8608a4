from django.urls import path

from kerege.web.lti import signing

urlpatterns = [
    path("lti/keys/", signing.key_set, name="lti_keys"),
]
