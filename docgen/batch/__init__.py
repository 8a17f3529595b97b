"""What must be made, and the making of it: many documents at once, each whole or not at all."""
