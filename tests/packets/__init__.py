"""Packets: from the file a clerk writes to what is handed over."""
