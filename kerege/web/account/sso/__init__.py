"""Signing in with an identity at a ministry's own provider, over OpenID Connect or SAML (decision 7)."""
