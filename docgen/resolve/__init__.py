"""Office → printed documents: numbers, citations, tables and every text as it will stand on paper."""
