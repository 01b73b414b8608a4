"""Records of response. Each capability has its own file here."""

from kerege.response.models.alert import Acknowledgement, Alert

__all__ = ["Acknowledgement", "Alert"]
