"""Records of response. Each capability has its own file here."""
