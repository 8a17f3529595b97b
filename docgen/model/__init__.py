"""The frozen values every stage shares: what an office writes, what is found wrong, what is printed."""
