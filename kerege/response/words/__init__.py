"""The words of response. Each capability has its own file here."""

from enum import StrEnum

from kerege.lib.refusal import N_


class Sector(StrEnum):
    """Whose health something is about; one thing can be about several."""

    HUMAN = "human"
    ANIMAL = "animal"
    PLANT = "plant"
    INVASIVE = "invasive"


SECTORS = {
    Sector.HUMAN: N_("Human health"),
    Sector.ANIMAL: N_("Animal health"),
    Sector.PLANT: N_("Plant health"),
    Sector.INVASIVE: N_("Invasive species"),
}
