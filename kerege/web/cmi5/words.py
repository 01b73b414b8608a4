"""What is refused of a program that launches units."""

from kerege.lib.refusal import N_, RefusalWord

TOOL_NO_FILE = RefusalWord("cmi5.no_file", N_("Send the package as the file “file” of a form (multipart/form-data)."))
TOOL_BAD_BODY = RefusalWord("cmi5.bad_body", N_("The body is no JSON object. Send one in UTF-8."), status=400)
