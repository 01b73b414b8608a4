"""What is refused of a request: its headers, its parameters, and the documents that it is about."""

from kerege.lib.refusal import N_, RefusalWord

NO_VERSION = RefusalWord(
    "lrs.no_version",
    N_("The header X-Experience-API-Version must name a version that this address has: %(allowed)s."),
    400,
)
CONTENT_TYPE = RefusalWord(
    "lrs.content_type", N_("The Content-Type “%(sent)s” is not taken here. Send %(allowed)s."), 400
)
UNKNOWN_PARAMETER = RefusalWord(
    "lrs.unknown_parameter", N_("“%(name)s” is no parameter of this resource. Check the spelling."), 400
)
NEEDS_PARAMETER = RefusalWord("lrs.needs_parameter", N_("This resource needs the parameter “%(name)s”."), 400)
NOT_TOGETHER = RefusalWord("lrs.not_together", N_("The parameters “%(name)s” and “%(other)s” do not go together."), 400)
PARAMETER = RefusalWord("lrs.parameter", N_("The parameter “%(name)s” is not in the form of: %(form)s."), 400)
ALTERNATE = RefusalWord(
    "lrs.alternate",
    N_("In the alternate request syntax the method is the only parameter of the address, and the rest is in the form."),
    400,
)
NO_SUCH = RefusalWord("lrs.no_such", N_("Nothing is kept under that id."), 404)
NO_RESOURCE = RefusalWord(
    "lrs.no_resource", N_("There is no such resource under this address. Check the spelling."), 404
)
METHOD = RefusalWord("lrs.method", N_("This resource does not answer %(method)s."), 405)

NOT_AN_OBJECT = RefusalWord(
    "lrs.not_an_object", N_("Only documents that are JSON objects can be merged. Replace the document by PUT."), 400
)
PRECONDITION = RefusalWord(
    "lrs.precondition", N_("The document has changed since. Fetch it and its ETag again, and try with that."), 412
)
NEEDS_ETAG = RefusalWord(
    "lrs.needs_etag", N_("A document is kept here already. Fetch it, and send its ETag as If-Match."), 409
)
SAYS_NOTHING = RefusalWord(
    "lrs.says_nothing",
    N_("Say what you replace: send If-Match with the ETag, or If-None-Match: * for a new document."),
    400,
)
