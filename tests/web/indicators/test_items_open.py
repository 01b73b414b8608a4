"""The items behind the indicator of equipment in service lead to their pages."""

from tests.web.signing import signed_in


def test_each_item_behind_the_figure_opens(demo_world):
    client = signed_in("focal.point.kaz")
    rows = client.get("/indicators/resources.in_service/?project=").context["records"].rows
    assert rows
    assert {client.get(row.href).status_code for row in rows} == {200}
