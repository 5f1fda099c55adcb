"""Who is asking: the checks on a token, and whose answers one may see."""

ISSUER = "https://login.example.net"
AUDIENCE = "support-chat"


class NotLoggedIn(Exception):
    """The token is not one for us."""


def customer_of(claims: dict, now: int, nonce: str) -> str:
    """The customer for whom the token speaks. Its signature was checked before, with the keys of the issuer."""
    if claims.get("iss") != ISSUER or claims.get("aud") != AUDIENCE:
        raise NotLoggedIn("for somebody else")
    if not claims.get("iat", now + 1) <= now < claims.get("exp", 0) or claims.get("nonce") != nonce:
        raise NotLoggedIn("too old, or not asked for by us")
    return claims["sub"]


def answers_of(customer: str, asked_by: dict[int, str], answers: dict[int, str]) -> list[str]:
    """Only answers to the customer's own questions."""
    return [text for number, text in sorted(answers.items()) if asked_by.get(number) == customer]
