"""The bases of a decision: in the order of the law, the proposal last."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.check.paper import Paper
from docgen.model.document import Basis
from docgen.model.findings import Finding


def order(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every basis that stands after one of lower rank, and for every text after the proposal.

    Source: NĐ 30/2020 PL.III Mẫu 1.2 and practice: law, decree, circular, then the office's own texts, the proposal last.
    """
    highest = 0
    proposed = False
    for index, basis in enumerate(paper.document.bases):
        if basis.proposal or basis.application:
            proposed = True
            continue
        if proposed:
            yield paper.finding("W336", ("bases", index))
        rank = _rank(paper, basis)
        if rank and rank < highest:
            yield paper.finding("W335", ("bases", index), value=basis.ref)
        highest = max(highest, rank)


def _rank(paper: Paper, basis: Basis) -> int:
    """Return the rank of a basis, 1 the highest; 0 where its kind has no fixed place."""
    reference = paper.desk.office.references.get(basis.ref or "")
    kind = paper.desk.office.kinds.get(reference.kind) if reference else None
    return kind.rank or 0 if kind else 0
