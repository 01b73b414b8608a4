"""The part of the register of outlets that is the command line: every command, and how a test brings its text out."""

COMMANDS: dict[str, str] = {
    "up": "it serves the addresses above",
    "demo": "it serves the addresses above",
    "serve": "it serves the addresses above",
    "work": "it names tasks and their faults; mail goes out as `digest` does",
    "check": "it tells the state of the node, no record",
    "audit verify": "it tells acts by number",
    "audit anchor": "it tells numbers and hashes of acts",
    "audit key": "it tells the public key of the node",
    "inventory index": "it tells numbers, and keys of facilities whose index is wrong, to whoever runs the node",
    "accounts end-sessions": "it tells the address that it was given, and a number",
    "accounts recover": "it tells the address that it was given, and a link for its owner",
    "keys factors": "it tells how many keys and seeds there are",
    "keys issuing": "it tells the public keys that sign certificates",
    "certificates verify": "it repeats the file that it was given, where this node signed it",
    "certificates bundle": "it writes public keys, lists of bits and a program",
    "backup": "it writes all that the node holds into a sealed file, for whoever has its key",
    "verify": "it tells counts and digests",
    "restore": "it tells counts and digests",
    "readonly": "it says whether the node can be written",
    "move": "it tells counts and digests",
    "retention": "it tells numbers of rows by rule",
    "import": "it repeats the rows that somebody brings, to that person",
    "export": "test_outlets.py and test_leaks_elsewhere.py read what it writes",
    "digest": "test_outlets.py and test_leaks_elsewhere.py read the letters",
}
"""Every command, with where its text is tested or why there is none; a command of commands with all its words."""
