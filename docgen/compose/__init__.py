"""Printed documents → blocks: Jinja templates lay the parts out, the format's rules fix lengths and capitals."""
