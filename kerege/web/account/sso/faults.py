"""An answer of a provider that is not as it should be."""


class BadAnswer(Exception):
    """Its text is a fixed sentence for the security log. It holds nothing that the provider or a stranger wrote."""
