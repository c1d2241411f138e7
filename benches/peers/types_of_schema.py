"""The types that a JSON Schema describes, in the terms of a library: whoever builds them says how each kind is made."""


class Types:
    """Walks a schema. A library's subclass makes its types: literal, text, number, nullable, list and record."""

    def __init__(self, schema):
        self.definitions = schema["$defs"]
        self.made = {}

    def of(self, node, name):
        if "$ref" in node:
            name = node["$ref"].rsplit("/", 1)[1]
            if name not in self.made:
                self.made[name] = self.of(self.definitions[name], name)
            return self.made[name]
        if "anyOf" in node:
            inner, null = node["anyOf"]
            assert null == {"type": "null"}, node
            return self.nullable(self.of(inner, name))
        if isinstance(node["type"], list):
            inner, null = node["type"]
            assert null == "null", node
            return self.nullable(self.of({**node, "type": inner}, name))
        match node["type"]:
            case "string" if "oneOf" in node:
                return self.literal(tuple(term["const"] for term in node["oneOf"]))
            case "string":
                return self.text(node.get("pattern"), node.get("minLength"), node.get("maxLength"))
            case "integer" | "number" as kind:
                return self.number(int if kind == "integer" else float, node.get("minimum"), node.get("maximum"))
            case "array":
                return self.list(self.of(node["items"], name), node.get("minItems", 0), node.get("uniqueItems", False))
            case "object":
                assert node["additionalProperties"] is False, name
                fields = {key: self.of(field, f"{name}_{key}") for key, field in node["properties"].items()}
                defaults = {key: field.get("default") for key, field in node["properties"].items() if key not in node["required"]}
                return self.record(name, fields, defaults)
        raise ValueError(f"no type is known for {node}")
