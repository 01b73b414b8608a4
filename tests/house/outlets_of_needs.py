"""The addresses of training needs and their policies, and of the catalogue, for the register of outlets."""

from tests.house.outlet import Outlet, page
from tests.house.outlets_of_catalogue import CATALOGUE

NEEDS: dict[str, Outlet] = {
    "capacity/needs/": page(
        "/capacity/needs/", "/capacity/needs/?table=demand&format=csv", names=True, exports=("/capacity/needs/",)
    ),
    "capacity/needs/<uuid:post>/": page("/capacity/needs/{post}/", names=True),
    "capacity/needs/policies/": page("/capacity/needs/policies/"),
    "capacity/needs/policies/<slug:owner>/": page("/capacity/needs/policies/REG/"),
    "api/v1/needs": page("/api/v1/needs?size=200"),
    "api/v1/needs/demand": page("/api/v1/needs/demand"),
    "api/v1/needs/others": page("/api/v1/needs/others"),
    "api/v1/need-policies": page("/api/v1/need-policies"),
    **CATALOGUE,
}
