"""Questions of other programs: reading them into items, and writing items so that other programs read them."""
