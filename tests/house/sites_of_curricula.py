"""The part of the register of places that emit bytes that is curricula and classes. See sites.py."""

SITES_OF_CURRICULA: dict[str, str] = {
    "kerege/web/curricula/editing.py::_tell_gone notification": "the title of the part that this reader took out",
    "kerege/web/curricula/offering.py::_do notification": "a sentence of the catalogue, and the number of a draft",
    "kerege/web/classes/clocks.py::class_clock notification": "it says that it was done",
    "kerege/web/classes/clocks.py::class_receipt answer": "numbers of records for who brought them: tests/web/classes",
    "kerege/web/classes/clocks.py::class_receipt header": "numbers of records for who brought them: tests/web/classes",
    "kerege/web/classes/returning.py::course_list answer": "for whoever keeps the list or laptop: tests/web/classes",
    "kerege/web/classes/returning.py::course_list header": "for whoever keeps the list or laptop: tests/web/classes",
    "kerege/web/classes/sitting.py::_asked_for_the_code session": "the code of the class that this phone typed",
    "kerege/web/classes/sitting.py::take_records answer": "for whoever keeps the list or laptop: tests/web/classes",
    "kerege/web/classes/sitting.py::take_records header": "for whoever keeps the list or laptop: tests/web/classes",
    "kerege/web/curricula/reviewing.py::review notification": "a sentence of the catalogue, nothing of a record",
}
