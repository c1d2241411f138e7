"""Validates each line of a file with msgspec: typed structs made from the schema, decoded straight from the bytes."""

from typing import Annotated, Literal

import msgspec

from counting import count, schema
from types_of_schema import Types


class Structs(Types):
    def __init__(self, document):
        super().__init__(document)
        self.distinct = set()

    def literal(self, terms):
        return Literal[terms]

    def text(self, pattern, least, most):
        return Annotated[str, msgspec.Meta(pattern=pattern, min_length=least, max_length=most)]

    def number(self, kind, least, most):
        return Annotated[kind, msgspec.Meta(ge=least, le=most)]

    def nullable(self, inner):
        made = inner | None
        if inner in self.distinct:
            self.distinct.add(made)
        return made

    def list(self, item, least, distinct):
        made = Annotated[list[item], msgspec.Meta(min_length=least)]
        if distinct:
            self.distinct.add(made)
        return made

    def record(self, name, fields, defaults):
        lists = [key for key, kind in fields.items() if kind in self.distinct]
        namespace = {"__post_init__": check_of(lists)} if lists else {}
        described = [(key, kind, defaults[key]) if key in defaults else (key, kind) for key, kind in fields.items()]
        return msgspec.defstruct(name, described, forbid_unknown_fields=True, kw_only=True, frozen=True, gc=False, namespace=namespace)


def check_of(lists):
    def check(record):
        for key in lists:
            items = getattr(record, key) or ()
            if len(items) > 1 and len(set(items)) < len(items):
                raise ValueError(f"{key} has an item twice")

    return check


document = schema()
# A byte that is not UTF-8 is met where a text is made of it.
count(msgspec.json.Decoder(Structs(document).of(document, "Claim")).decode, (msgspec.DecodeError, UnicodeDecodeError))
