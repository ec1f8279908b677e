"""Tokens and streams.

A token is a pair ``(kind, data)`` of ints, exactly what travels on the wire: ``kind`` is 2 bits, ``data`` the bits
of the payload (a float32 value is held as its 32 bits, so that equality of tokens is equality of bits).

Every fiber is closed by exactly one stop; stops never merge::

    stream(0) = item D      stream(d) = fiber(d-1) D      fiber(0) = item* S0      fiber(n) = fiber(n-1)* Sn

where an item is a coordinate, reference or value, or N (absent) on reference and value streams.
"""

from __future__ import annotations

from fuseflow.errors import GraphError

ITEM, ABSENT, STOP, DONE = 0, 1, 2, 3

Token = tuple[int, int]

N: Token = (ABSENT, 0)
D: Token = (DONE, 0)


def item(data: int) -> Token:
    return (ITEM, int(data))


def stop(level: int) -> Token:
    return (STOP, level)


def is_leaf(token: Token) -> bool:
    """True for an item, present or absent."""
    return token[0] <= ABSENT


def show(token: Token, type: str = "ref") -> str:
    """Text of a token: ``7``, ``N``, ``S1``, ``D``; values as float32, bounds as ``lo:hi``."""
    from fuseflow.machine.number import from_bits

    kind, data = token
    if kind == ABSENT:
        return "N"
    if kind == STOP:
        return f"S{data}"
    if kind == DONE:
        return "D"
    match type:
        case "val":
            return f"{from_bits(data):.9g}"
        case "val+last":
            return f"{from_bits(data & 0xFFFFFFFF):.9g}{'!' if data >> 32 else ''}"
        case "bounds":
            return f"{data & 0xFFFFFFFF}:{data >> 32}"
    return str(data)


def encode(nested, depth: int) -> list[Token]:
    """Nested lists of ints (None: absent) of the given depth -> tokens.

    >>> [show(t) for t in encode([[1, 2], [3]], 2)]
    ['1', '2', 'S0', '3', 'S0', 'S1', 'D']
    """
    out: list[Token] = []

    def walk(x, level):
        if level == 0:
            out.append(N if x is None else item(x))
            return
        for y in x:
            walk(y, level - 1)
        out.append(stop(level - 1))

    walk(nested, depth)
    out.append(D)
    return out


def decode(tokens: list[Token], depth: int):
    """Tokens -> nested lists; the inverse of `encode`.

    Raises
    ------
    GraphError
        FF-E303 if the tokens are not one well-formed stream of that depth.
    """
    position = 0

    def fail(expected):
        got = show(tokens[position]) if position < len(tokens) else "nothing"
        raise GraphError("FF-E303", f"token {position} of a stream of depth {depth} is {got}, expected {expected}")

    def walk(level):
        nonlocal position
        if level == 0:
            if position >= len(tokens) or not is_leaf(tokens[position]):
                fail("an item")
            kind, data = tokens[position]
            position += 1
            return None if kind == ABSENT else data
        fiber = []
        while position < len(tokens) and tokens[position] != (STOP, level - 1):
            if tokens[position][0] == DONE or (tokens[position][0] == STOP and tokens[position][1] >= level - 1):
                fail(f"S{level - 1} or what is inside it")
            fiber.append(walk(level - 1))
        if position == len(tokens):
            fail(f"S{level - 1}")
        position += 1
        return fiber

    nested = walk(depth)
    if position != len(tokens) - 1 or tokens[position] != D:
        fail("D at the end")
    return nested


def encode_flagged(nested, depth: int) -> list[Token]:
    """Nested lists of value bits -> tokens of a ``val+last`` stream of level `depth`.

    The stop S0 of a fiber rides as bit 32 on its last item; an empty fiber stays ``S0``. `depth` counts the
    fibers' level, so that the stream that a reduction folds (depth d+1) has level d+1 here, too.
    """
    out: list[Token] = []
    for token in encode(nested, depth):
        if token == stop(0) and out and out[-1][0] == ITEM and not out[-1][1] >> 32:
            out[-1] = (ITEM, out[-1][1] | 1 << 32)
        else:
            out.append(token)
    return out


def decode_flagged(tokens: list[Token], depth: int):
    """Tokens of a ``val+last`` stream -> nested lists of value bits; the inverse of `encode_flagged`."""
    plain: list[Token] = []
    for kind, data in tokens:
        if kind == ITEM:
            plain.append((ITEM, data & 0xFFFFFFFF))
            if data >> 32:
                plain.append(stop(0))
        else:
            plain.append((kind, data))
    return decode(plain, depth)
