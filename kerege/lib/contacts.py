"""How somebody is reached: what is a telephone number or a mail address, and what is neither."""

import re

_PHONE = re.compile(r"\+?[0-9][0-9 ()./-]{4,24}(?: ?(?:ext|доб)\.? ?[0-9]{1,6})?")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}")


def is_contact(text: str) -> bool:
    """Whether the whole text is one telephone number or one mail address."""
    return bool(_PHONE.fullmatch(text) or _MAIL.fullmatch(text))
