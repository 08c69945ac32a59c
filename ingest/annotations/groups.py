"""What a statement of responsibility is made of."""

from dataclasses import dataclass, field

Span = tuple[int, int]


@dataclass(slots=True)
class Group:
    """Names that share a part in a statement.

    `role` is `lead`, `help`, `shared` (按职责分工负责), `sole` (负责, 责任单位：) or `rest` (no
    word says). `leads` are the names marked （牵头）. `size` counts those too that are not named
    (等有关单位). `lent` holds what names lack that share a head: 财政、审计等部门.
    """

    role: str = "rest"
    names: list[Span] = field(default_factory=list)
    leads: list[Span] = field(default_factory=list)
    size: int = 0
    lent: dict[Span, str] = field(default_factory=dict)
