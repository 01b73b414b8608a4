"""Names that LTI 1.3 and its services give to things, the same on either side."""

CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
VERSION = "1.3.0"
MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#"
GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
"""How an assertion is called with which a token is asked for (RFC 7523)."""
