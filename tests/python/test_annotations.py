"""The evidence as Web Annotations, read by a JSON-LD processor that has the context at hand and fetches nothing."""

import copy
import json
from urllib.parse import unquote

import pytest
from pyld import jsonld

OA = "http://www.w3.org/ns/oa#"
BASE = "https://example.org/json/annotations.jsonld"
# The fields whose codes are tags, each under its name.
TAGGED = [
    *["speaker", "attribution", "layer", "commitment_type", "speech_act", "modality", "polarity", "stage", "aspect"],
    *["legal_form", "bindingness", "confidence"],
]


@pytest.fixture(scope="module")
def collection(dist):
    return json.loads((dist / "json" / "annotations.jsonld").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def options(root):
    context = json.loads((root / "tests/fixtures/annotations/anno.jsonld").read_text(encoding="utf-8"))

    def load(url, _options):
        assert url == "http://www.w3.org/ns/anno.jsonld", f"{url} is not kept here"
        return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": context}

    return {"base": BASE, "documentLoader": load}


@pytest.fixture(scope="module")
def graph(collection, options):
    """The statements of the annotations, by subject and predicate."""
    statements = {}
    for quad in jsonld.to_rdf(collection, options)["@default"]:
        values = statements.setdefault((quad["subject"]["value"], quad["predicate"]["value"]), [])
        values.append(quad["object"]["value"])
    return statements


def spans(records):
    return [(record, i, span) for record in records for i, span in enumerate(record["evidence"], 1)]


def expected(record, ordinal, span, source):
    """An annotation as the record says."""
    selectors = [{"type": "TextPositionSelector", "start": span["start"], "end": span["end"]}]
    if span["quote"]:
        selectors.append({"type": "TextQuoteSelector", "exact": span["quote"]})
    tags = [f"claim:{record['id']}"] + [f"{field}:{record[field]}" for field in TAGGED if record[field]]
    tags += [f"{party['role']}:{party['actor']}" for party in record["parties"]]
    tags += [f"condition:{condition}" for condition in record["conditions"]]
    return f"#{record['id']}-{ordinal}", record["statement"], set(tags), source, selectors


def found(annotation):
    """An annotation in the same form; the address of its words is looked at elsewhere."""
    statement, *tags = annotation["body"]
    assert (statement["purpose"], {tag["purpose"] for tag in tags}) == ("describing", {"tagging"})
    assert len({tag["value"] for tag in tags}) == len(tags)
    selectors = [selector for selector in annotation["target"]["selector"] if selector["type"] != "FragmentSelector"]
    return annotation["id"], statement["value"], {tag["value"] for tag in tags}, annotation["target"]["source"], selectors


def differing(items, records, rows):
    sources = {row["id"]: row["url"] for row in rows["sources"]}
    wanted = [expected(record, i, span, sources[record["source"]]) for record, i, span in spans(records)]
    given = [found(item) for item in items]
    assert len(given) == len(wanted) > 500
    return [left[0] for left, right in zip(wanted, given, strict=True) if left != right]


def test_each_span_is_an_annotation(collection, records, rows):
    items = collection["first"]["items"]
    assert differing(items, sorted(records, key=lambda record: record["id"]), rows) == []
    assert collection["total"] == len(items)


def test_a_changed_annotation_is_found(collection, records, rows):
    items = copy.deepcopy(collection["first"]["items"])
    items[3]["body"][2]["value"] += "x"
    items[5]["target"]["selector"][0]["end"] += 1
    assert differing(items, records, rows) == [items[3]["id"], items[5]["id"]]


def fragments(items):
    """The words that each address of words names, beside those of the quotation."""
    pairs = []
    for item in items:
        by_type = {selector["type"]: selector for selector in item["target"]["selector"]}
        assert ("FragmentSelector" in by_type) == ("TextQuoteSelector" in by_type)
        if "FragmentSelector" in by_type:
            start, text = by_type["FragmentSelector"]["value"].split("=", 1)
            assert start == ":~:text" and not set(text) & set("-,& #")
            pairs.append((unquote(text), by_type["TextQuoteSelector"]["exact"]))
    return pairs


def test_the_address_of_words_names_the_quotation(collection):
    pairs = fragments(collection["first"]["items"])
    assert pairs and [pair for pair in pairs if pair[0] != pair[1]] == []


def test_the_processor_finds_every_annotation(graph, records):
    kinds = [kind for (_, predicate), values in graph.items() if predicate.endswith("#type") for kind in values]
    assert kinds.count(f"{OA}Annotation") == kinds.count(f"{OA}TextPositionSelector") == len(spans(records))
    quotes = sum(bool(span["quote"]) for *_, span in spans(records))
    assert kinds.count(f"{OA}TextQuoteSelector") == kinds.count(f"{OA}FragmentSelector") == quotes > 0


def test_the_graph_has_the_ranges_and_the_documents(graph, records, rows):
    sources = {row["id"]: row["url"] for row in rows["sources"]}
    record, i, span = spans(records)[0]
    (target,) = graph[f"{BASE}#{record['id']}-{i}", f"{OA}hasTarget"]
    assert graph[target, f"{OA}hasSource"] == [sources[record["source"]]]
    starts = [value for selector in graph[target, f"{OA}hasSelector"] for value in graph.get((selector, f"{OA}start"), [])]
    assert starts == [str(span["start"])]


def without_order(value):
    """A value with what JSON-LD takes for sets as such, and values and lists of one alike."""
    if isinstance(value, dict):
        return {key: without_order(item) for key, item in value.items()}
    if isinstance(value, list):
        items = [without_order(item) for item in value]
        return items[0] if len(items) == 1 else sorted(items, key=lambda item: json.dumps(item, sort_keys=True))
    return value


def lost(collection, options):
    """Whether expansion and compaction do not lead back."""
    there = jsonld.expand(collection, options)
    back = jsonld.compact(there, "http://www.w3.org/ns/anno.jsonld", options)
    return without_order(back) != without_order(collection)


def few(collection):
    """The same with a few annotations, which takes less time."""
    return {**collection, "first": {**collection["first"], "items": collection["first"]["items"][:40]}}


def test_nothing_is_lost_in_expansion(collection, options):
    assert not lost(few(collection), options)


@pytest.mark.parametrize(("key", "value"), [("layer", "coalition"), ("statment", "A slip.")])
def test_a_key_that_the_context_does_not_have_is_lost(collection, options, key, value):
    changed = copy.deepcopy(few(collection))
    changed["first"]["items"][0][key] = value
    assert lost(changed, options)


def test_no_other_context_is_fetched(collection, options):
    with pytest.raises(jsonld.JsonLdError):
        jsonld.expand({**few(collection), "@context": "http://www.w3.org/ns/other.jsonld"}, options)
