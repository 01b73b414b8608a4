"""The pages of the cascade; see outlets.py."""

from tests.house.outlet import Outlet, page, silent

CASCADE: dict[str, Outlet] = {
    "training/cascade/": page(
        "/training/cascade/", "/training/cascade/?country=XKX", names=True, exports=("/training/cascade/",)
    ),
    "training/cascade/courses/": page(
        "/training/cascade/courses/?country=XKX&project=", names=True, exports=("/training/cascade/courses/",)
    ),
    "training/cascade/courses/<uuid:uid>/": page("/training/cascade/courses/{taught}/", names=True),
    "training/cascade/courses/<uuid:uid>/line/": page("/training/cascade/courses/{taught}/line/?text=zq"),
    "training/cascade/lasting/": page("/training/cascade/lasting/", exports=("/training/cascade/lasting/",)),
    "training/cascade/map/": page("/training/cascade/map/?country=XKX&project=", names=True),
    "training/cascade/followup/": page("/training/cascade/followup/", exports=("/training/cascade/followup/",)),
    "training/cascade/followup/answer/<str:token>/": silent(
        "it asks a trainer behind a one-time link and shows no record"
    ),
    "training/cascade/followup/confirm/<str:token>/": silent(
        "it asks a supervisor behind a one-time link and shows no record"
    ),
    "training/cascade/trainers/": page(
        "/training/cascade/trainers/",
        "/training/cascade/trainers/?standing=dormant&country=KAZ",
        names=True,
        exports=("/training/cascade/trainers/",),
    ),
    "training/cascade/timeline/": page("/training/cascade/timeline/", exports=("/training/cascade/timeline/",)),
}
