"""The list of components (SBOM), as CycloneDX 1.6: `python tools/sbom.py write | check`.

docs/reference/sbom.cdx.json is made from the locks: Python packages of requirements/run.txt and npm packages that are
built into the pages are `required`, what only builds or tests is `excluded`. Licences come from the packages' own
metadata. The hashes of all files stand in the locks. `check` fails when the list does not say what the locks say, or
does not follow the schema; whether a component has a known weakness has to be looked up where there is a network.
"""

import json
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL

from tools.lock import FOLDER, locked

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "docs" / "reference" / "sbom.cdx.json"
LONGEST_LICENCE = 100  # some packages put the whole text into the field
REQUIRED, EXCLUDED = ComponentScope.REQUIRED, ComponentScope.EXCLUDED
_licences = LicenseFactory()


def python_packages() -> Iterator[Component]:
    """Every version of every locked Python package."""
    run, dev = (locked((FOLDER / name).read_text(encoding="utf-8")) for name in ("run.txt", "dev.txt"))
    for name, versions in {**dev, **run}.items():
        for version in versions:
            yield component("pypi", name, version, licence_of(name), REQUIRED if name in run else EXCLUDED)


def npm_packages() -> Iterator[Component]:
    """Every locked npm package; what esbuild brings for other machines is the same package many times, so once."""
    lock = json.loads((ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8"))
    for place, told in lock["packages"].items():
        name = place.rpartition("node_modules/")[2]
        if name and not told.get("optional"):
            yield component("npm", name, told["version"], told.get("license", ""), _scope(told))


def _scope(told: dict[str, object]) -> ComponentScope:
    return EXCLUDED if told.get("dev") else REQUIRED


def component(kind: str, name: str, version: str, licence: str, scope: ComponentScope) -> Component:
    """One package, named by its package URL."""
    group, _, bare = name.rpartition("/")
    address = PackageURL(type=kind, namespace=group or None, name=bare, version=version)
    return Component(
        type=ComponentType.LIBRARY,
        name=name,
        version=version,
        scope=scope,
        purl=address,
        bom_ref=str(address),
        licenses=[_licences.make_from_string(licence)] if licence else (),
    )


def licence_of(name: str) -> str:
    """What the installed package says of its licence, in one line; empty where it is not installed or says nothing."""
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return ""
    classifiers = [c.rpartition(" :: ")[2] for c in told.get_all("Classifier") or [] if c.startswith("License ::")]
    said: str = told.get("License-Expression") or told.get("License") or ""
    if not said or "\n" in said or len(said) > LONGEST_LICENCE:
        said = classifiers[0] if classifiers else ""
    return said


def made() -> str:
    """The whole list as JSON; the same locks always give the same text."""
    project = Component(type=ComponentType.APPLICATION, name="kerege", bom_ref="kerege")
    bom = Bom(components=[*python_packages(), *npm_packages()])
    bom.metadata.component = project
    bom.register_dependency(project, list(bom.components))
    text: str = JsonV1Dot6(bom).output_as_string(indent=1)
    plain = json.loads(text)
    plain["metadata"].pop("timestamp", None)
    plain["serialNumber"] = uuid5(NAMESPACE_URL, json.dumps(plain["components"], sort_keys=True)).urn
    return json.dumps(plain, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


def faults(text: str) -> list[str]:
    """What the schema says against the list."""
    found = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    return [str(found)] if found else []


def main(arguments: list[str]) -> int:
    if arguments not in (["write"], ["check"]):
        print(__doc__, file=sys.stderr)
        return 2
    text = made()
    if arguments == ["write"]:
        LIST.write_text(text, encoding="utf-8")
        return 0
    wrong = faults(text)
    if not LIST.exists() or LIST.read_text(encoding="utf-8") != text:
        wrong.append("docs/reference/sbom.cdx.json does not say what the locks say; run `make lock`")
    print("\n".join(wrong), file=sys.stderr, end="\n" if wrong else "")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
