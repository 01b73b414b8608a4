"""`kerege toolkit export | check | import | attach | trust`: packages of curricula, to carry where no network is."""

import argparse
import sys
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext

from kerege import __version__
from kerege.config.cli import words
from kerege.config.cli.speaking import acting, complain
from kerege.files.rules import received_from
from kerege.files.words import TOOLKIT
from kerege.lib.archives import packed
from kerege.lib.files import written
from kerege.lib.refusal import Refusal
from kerege.lib.versions import VersionState
from kerege.people.rules import SYSTEM
from kerege.training import actions
from kerege.training.actions.packs import Checked
from kerege.training.queries.packs import leaving, page_of
from kerege.training.rules.packs.manifest import Manifest
from kerege.training.rules.packs.opening import base_manifest
from kerege.training.words.packs import LIES, PACK_SIGNER_UNKNOWN, SIGNED, Lies
from kerege.upkeep.actions import anchoring
from kerege.upkeep.queries import keys
from kerege.web.content.taking import scan
from kerege.web.packs.signing import signer

UNKNOWN_SIGNER = """\
To bring it in all the same: add --unknown-signer. To know from now on who made it: kerege toolkit trust FILE, with what
`kerege keys issuing` printed at the node that made it."""


def run(args: argparse.Namespace) -> int:
    """1 where something is refused: the reason is on standard error, and nothing of a package is in."""
    commands = {"export": _export, "check": _check, "import": _import, "trust": _trust, "attach": _attach}
    try:
        return commands[args.toolkit_command](args)
    except Refusal as refusal:
        said = complain(refusal)
        if refusal.code == PACK_SIGNER_UNKNOWN.code:
            print(UNKNOWN_SIGNER, file=sys.stderr)
        return said
    except OSError as fault:
        return complain(Refusal(words.UNREADABLE, path=str(fault.filename), reason=fault.strerror))


def _export(args: argparse.Namespace) -> int:
    by = acting(args.email, as_node=args.as_node)
    here: dict[str, Any] = {"node": settings.KEREGE_NODE, "program": __version__, "signer": signer()}
    page = page_of(actions.make_pack(by=by, key=args.key, version=args.version or "", **here), "en")
    with written(Path(args.output), 0o644) as file:
        for piece in packed(leaving(page, me=by, base=_base(args.since))):
            file.write(piece)
    size = Path(args.output).stat().st_size
    print(f"{args.output}: {args.key} {page.line.version}, {size} bytes, manifest {page.manifest.digest[:16]}")
    return 0


def _base(name: str | None) -> Manifest | None:
    """The manifest of the package since which something changed."""
    if not name:
        return None
    with _open(name) as file:
        return base_manifest(file)


def _open(name: str) -> IO[bytes]:
    path = Path(name)
    if not path.is_file():
        raise Refusal(words.NO_FILE, field="file", path=name)
    return path.open("rb")


def _check(args: argparse.Namespace) -> int:
    by = acting(args.email, as_node=args.as_node) if args.email else SYSTEM
    with _open(args.file) as file:
        found = actions.check_pack(by=by, owner=_owner(args), file=file, program=__version__, known=_known())
    _tell(found)
    return 0


def _tell(found: Checked) -> None:
    told = found.pack.manifest
    print(f"{told.key} {told.version}: {next(iter(told.title.values()))}")
    print(f"{', '.join(told.languages)}; {told.licence}; made on {told.made_on} by {told.node}")
    print(gettext(SIGNED[found.standing.signed]))
    for lies in Lies:
        files = [each for each in told.files if each.lies == lies]
        print(f"{gettext(LIES[lies])}: {len(files)}, {sum(each.size for each in files)} bytes")
    if found.pack.delta:
        print(f"Only what changed since version {found.pack.delta.version}; the rest is here.")
    for path in sorted(found.pack.changed):
        print(f"changed after it was made: {path}")


def _import(args: argparse.Namespace) -> int:
    by = acting(args.email, as_node=args.as_node)
    told: dict[str, Any] = {"by": by, "owner": _owner(args), "program": __version__, "known": _known()}
    told["unknown_signer"] = args.unknown_signer
    with _open(args.file) as file:
        if args.draft_as:
            row = actions.import_edited(file=file, key=args.draft_as, **told)
            print(f"{args.draft_as} {row.version}: a draft with what was changed in the package")
            return 0
        pack = actions.import_pack(file=file, publish=not args.draft, **told)
    line = page_of(pack, "en").line
    what = "were here already; nothing changed" if pack.was_here else "are in"
    print(f"{line.key} {line.version}: {line.count} files, {line.size} bytes {what}")
    if not pack.was_here and pack.of.state == VersionState.SUPERSEDED:
        print("A later version is taught here, and stays what is taught.")
    return 0


def _attach(args: argparse.Namespace) -> int:
    by, told = acting(args.email, as_node=args.as_node), {"purpose": args.purpose}
    told |= {name: value for name in ("language", "licence") if (value := getattr(args, name))}
    draft = actions.draft_of(by=by, key=args.key, version=args.version or "")
    with _open(args.file):
        taken = received_from(Path(args.file), Path(args.file).name, kinds=TOOLKIT, scan=scan())
    named: dict[str, Any] = {"key": args.key, "version": draft.version, "seen": draft.digest, "module": args.module}
    actions.attach_file(by=by, received=taken, told=told, **named)
    print(f"{taken.name}: {taken.size} bytes, with {args.module} of {args.key} {draft.version}")
    return 0


def _owner(args: argparse.Namespace) -> str:
    return args.owner or settings.KEREGE_NODE


def _known() -> dict[str, str]:
    return keys.known_issuers(settings.DATA)


def _trust(args: argparse.Namespace) -> int:
    told = anchoring.trust_issuer(by=SYSTEM, data=settings.DATA, source=Path(args.file))
    print(f"{told[0].node}: {len(told)} keys are believed from now on", file=sys.stdout)
    return 0
