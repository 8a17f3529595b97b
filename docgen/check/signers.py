"""Signatures: the post held on the day, in the body that issues, under an authority that fits it.

NĐ 30/2020 Điều 13; HD 36-HD/VPTW 1.7; HD 05-HD/VPTW I.7.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.check.paper import Day, Paper
from docgen.derive.names import agency_on
from docgen.model.document import Signer
from docgen.model.findings import Finding

RANKS: Mapping[str, frozenset[str]] = {
    "head": frozenset({"head"}),
    "on-behalf": frozenset({"head", "deputy", "member"}),
    "deputy-for-head": frozenset({"deputy"}),
    "by-order": frozenset({"head", "deputy"}),
    "in-charge": frozenset({"deputy"}),
}
"""Authority → ranks of the posts that may sign with it; any rank where absent."""
BELOW = frozenset({"by-order", "by-delegation"})
"""Authorities under which the head of a subordinate body signs for the issuer."""
GUESTS = frozenset({"recorder", "chair", "party-to"})
"""Signers of minutes, who need not belong to the issuer."""


def signers(paper: Paper) -> Iterator[Finding]:
    """Yield a finding for every signer without the post, from another body, or under an authority that does not fit."""
    for index, signer in enumerate(paper.document.sign):
        post = paper.desk.office.posts.get(signer.post)
        if post is None or signer.by not in paper.desk.office.people:
            continue
        words = {"person": paper.desk.office.people[signer.by].name, "post": post.name}
        if paper.day is not None and not _holds(paper, signer, paper.day):
            yield paper.finding("E322", ("sign", index, "by"), day=paper.day, **words)
        if paper.document.issuer and signer.as_ not in GUESTS and not _belongs(paper, signer):
            yield paper.finding("W323", ("sign", index, "post"), **words)
        if post.rank not in RANKS.get(signer.as_, {post.rank}):
            yield paper.finding("E324", ("sign", index, "as"), value=signer.as_, rank=post.rank, known=_fitting(post.rank), **words)


def sides(paper: Paper) -> Iterator[Finding]:
    """Yield a finding when two sign on one side; a third signature has no side of its own left."""
    two = paper.document.sign
    if len(two) == 2 and two[0].side == two[1].side:
        yield paper.finding("W325", ("sign", 1, "side"), value=two[1].side)


def _holds(paper: Paper, signer: Signer, day: Day) -> bool:
    return any(tenure.post == signer.post for tenure in paper.view.roll.held(signer.by, day))


def _belongs(paper: Paper, signer: Signer) -> bool:
    """Return whether the post belongs to an issuer, or to the body whose seal or order the signature stands on."""
    office, own = paper.desk.office, signer.post.rpartition("/")[0]
    for id_ in paper.document.issuer:
        agency = office.agencies.get(id_)
        if agency is None or own == id_:
            return True
        if not agency.seal and own == agency_on(agency, paper.day).parent:
            return True
        if signer.as_ in BELOW and id_ in _above(paper, own):
            return True
    return False


def _above(paper: Paper, id_: str) -> list[str]:
    """Return the bodies above one, the nearest first."""
    way: list[str] = []
    current: str | None = id_
    while current is not None and current in paper.desk.office.agencies and current not in way:
        way.append(current)
        current = agency_on(paper.desk.office.agencies[current], paper.day).parent
    return way[1:] + ([current] if current is not None and current not in way else [])


def _fitting(rank: str) -> str:
    return ", ".join(authority for authority, ranks in RANKS.items() if rank in ranks)
