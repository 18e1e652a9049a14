"""The ontology: complete, bilingual, in step with its Python names and with the relation table."""

import csv
import re
import tomllib

import pytest
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import FOAF, ORG, OWL, PROV, RDF, RDFS, SDO, SKOS, TIME

from kg.errors import OntologyError
from kg.vocabulary import KG, RESOURCE, Resources, ontology_dir, term

VOCABULARIES = {
    "schema.org": "https://schema.org/",
    "FIBO": "https://spec.edmcouncil.org/fibo/ontology/",
    "PROV-O": "http://www.w3.org/ns/prov#",
    "SKOS": "http://www.w3.org/2004/02/skos/core#",
    "NIF": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "Web Annotation": "http://www.w3.org/ns/oa#",
    "SEM": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "Wikidata": "http://www.wikidata.org/",
}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ontology_dir() / "kg.ttl", format="ox-turtle")


@pytest.fixture(scope="module")
def relations(shared):
    with (shared / "design/ontology/relations.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def local_names(graph):
    return {str(s)[len(str(KG)) :] for s in graph.subjects() if str(s).startswith(str(KG))}


def python_names():
    classes = [c for c in KG.mro() if c.__module__.startswith("kg.")]
    names = {n for c in classes for n in vars(c).get("__annotations__", {}) if n[0] != "_"}
    return names | {n for c in classes for n in vars(c).get("_extras", [])}


def test_the_python_names_are_those_of_the_ontology(ontology):
    assert python_names() == local_names(ontology)


def test_every_term_is_labelled_and_explained_in_both_languages(ontology):
    lacking = [
        (name, str(prop))
        for name in local_names(ontology)
        for prop in (RDFS.label, RDFS.comment)
        if sorted(o.language for o in ontology.objects(KG[name], prop)) != ["de", "en"]
        and not name.endswith("Scheme")
    ]
    assert lacking == []


def test_every_direct_relation_can_be_read_backwards(ontology):
    edges = set(ontology.subjects(RDFS.subPropertyOf, KG.relatedTo))
    assert len(edges) > 60
    for edge in edges:
        told = {o.language for o in ontology.objects(edge, KG.inverseLabel)}
        assert told == {"de", "en"}, edge


def test_every_property_says_what_it_leads_from_and_to(ontology):
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property)
    terms = {prop for kind in kinds for prop in ontology.subjects(RDF.type, kind)}
    assert len(terms) > 250
    lacking = {
        (str(prop).partition("#")[2], told.fragment)
        for prop in terms
        for told in (RDFS.domain, RDFS.range)
        if not any(
            (above, told, None) in ontology
            for above in ontology.transitive_objects(prop, RDFS.subPropertyOf)
        )
    }
    # An article may recommend, too; an edge's own domain is told at the edge.
    assert lacking == {("relatedTo", "domain"), ("recommends", "domain")}


def test_there_are_no_blank_nodes_and_no_foreign_terms(ontology):
    assert not [t for triple in ontology for t in triple if isinstance(t, BNode)]
    own = (str(KG), "https://newskg.example/", str(RDF), str(RDFS), str(OWL))
    others = {str(t) for triple in ontology for t in triple if isinstance(t, URIRef)}
    others = {t for t in others if not t.startswith(own)}
    assert {re.split("[#/][^#/]*$", t)[0] for t in others} <= {
        "http://www.w3.org/2001/XMLSchema",
        "http://www.w3.org/2004/02/skos/core",
        "http://purl.org/dc/terms",
        "http://purl.org/vocab/vann",
    }


def test_alignments_only_map_terms_that_are_there(ontology):
    aligned = Graph().parse(ontology_dir() / "alignments.ttl", format="ox-turtle")
    assert local_names(aligned) <= local_names(ontology)
    assert not set(aligned.objects(None, OWL.imports))
    for name, space in VOCABULARIES.items():
        assert any(str(o).startswith(space) for o in aligned.objects()), name


def test_alignments_name_terms_that_their_vocabularies_have():
    """What rdflib knows of these vocabularies is closed; Wikidata's ids can only be checked by form."""
    aligned = Graph().parse(ontology_dir() / "alignments.ttl", format="ox-turtle")
    terms = {str(t) for _, p, o in aligned for t in (p, o)}
    checked = 0
    for space in (SDO, PROV, SKOS, ORG, FOAF, TIME, OWL, RDF, RDFS):
        for name in (t for t in terms if t.startswith(str(space))):
            assert name[len(str(space)) :] in space, name
            checked += 1
    assert checked > 50
    for name in (t for t in terms if "wikidata.org" in t):
        assert re.fullmatch(r"http://www\.wikidata\.org/(entity/Q|prop/direct/P)\d+", name), name


def test_all_relations_of_the_table_are_relation_types(ontology, relations):
    assert len(relations) == 71
    types = {str(s)[len(str(KG)) :] for s in ontology.subjects(RDF.type, KG.RelationType)}
    assert types == {row["id"] for row in relations}


def test_the_edges_of_the_table_are_direct_relations_of_the_same_type(ontology, relations):
    edges = set(ontology.subjects(RDFS.subPropertyOf, KG.relatedTo))
    for row in relations:
        named = re.findall(r"kg:(\w+)", row["direct_edge"])
        if row["kind"] == "attribution" or row["id"] == "disclosesInterest":
            continue  # properties of the claim and of the notice, no edges
        if row["id"] == "releasesOpenSource":
            continue  # an edge of its own, so that it keeps who released it
        for name in named:
            assert KG[name] in edges, (row["id"], name)
        first = ontology.value(KG[row["id"]], KG.edge)
        other = ontology.value(KG[row["id"]], KG.otherEdge)
        drawn = {
            edge
            for rule in ontology.subjects(KG.onClass, ontology.value(KG[row["id"]], KG.onClass))
            for edge in ontology.objects(rule, KG.edge)
        }
        # Rises and falls of prices take their edge (kg:affects) from rules on the class above.
        missing = {KG[n] for n in named} - {first, other} - drawn - {KG.affects}
        assert missing == set(), row["id"]


def test_the_extraction_table_uses_terms_of_the_ontology(ontology):
    table = tomllib.loads((ontology_dir() / "relations.toml").read_text("utf-8"))["relation"]
    roles = set(ontology.transitive_subjects(RDFS.subPropertyOf, KG.role))
    for name, told in table.items():
        assert (KG[name], RDF.type, KG.RelationType) in ontology
        assert {term(role) for role in told.get("roles", {}) if role != "amount"} <= roles, name
        if "event" in told:
            assert ontology.value(KG[name], KG.onClass) in {
                None,
                *ontology.transitive_objects(term(told["event"]), RDFS.subClassOf),
            }, name


def test_every_relation_is_of_one_family_in_both_files_the_same(ontology):
    tables = [
        tomllib.loads((ontology_dir() / name).read_text("utf-8"))
        for name in ("relations.toml", "relations/edges.toml")
    ]
    known = {str(s).partition("#")[2] for s in ontology.subjects(SKOS.inScheme, KG.familyScheme)}
    assert set(tables[0]["families"]) == known
    told = {
        name.removeprefix("edge:"): entry["family"]
        for table in tables
        for name, entry in table["relation"].items()
    }
    assert {n: [*ontology.objects(KG[n], KG.family)] for n in told} == {
        n: [KG[family]] for n, family in told.items()
    }
    edges = set(ontology.subjects(RDFS.subPropertyOf, KG.relatedTo))
    assert all(ontology.value(edge, KG.family) is not None for edge in edges)


def test_relations_that_are_edges_only_name_direct_relations(ontology):
    table = tomllib.loads((ontology_dir() / "relations/edges.toml").read_text("utf-8"))["relation"]
    edges = set(ontology.subjects(RDFS.subPropertyOf, KG.relatedTo))
    roles = set(ontology.transitive_subjects(RDFS.subPropertyOf, KG.role))
    for name, told in table.items():
        assert term(name.removeprefix("edge:")) in edges
        assert {term(role) for role in told["roles"]} <= roles, name


def test_rules_name_classes_roles_and_edges_that_exist(ontology):
    roles = {*ontology.transitive_subjects(RDFS.subPropertyOf, KG.role), KG.self}
    edges = set(ontology.subjects(RDFS.subPropertyOf, KG.relatedTo))
    classes = set(ontology.subjects(RDF.type, OWL.Class))
    for kind in (KG.ProjectionRule, KG.ChainRule):
        for rule in ontology.subjects(RDF.type, kind):
            assert ontology.value(rule, KG.onClass) in classes
            assert ontology.value(rule, KG.toRole) in roles
            assert ontology.value(rule, KG.edge) in edges


def test_an_unknown_term_is_refused_with_those_alike():
    with pytest.raises(OntologyError, match="buys, buyer"):
        term("buyz")
    with pytest.raises(AttributeError):
        _ = KG.noSuchTerm


@pytest.mark.parametrize(
    "base", ["", "newskg.example/", "https://x.org", "https://x.org/a b/", "file:///tmp/"]
)
def test_a_base_that_cannot_carry_iris_is_refused(base):
    with pytest.raises(OntologyError, match="base IRI"):
        Resources(base)


def test_event_iris_are_ascii_whatever_the_key():
    iri = RESOURCE.event("6f248973d3fd6192", "Übernahme von <Evil> & Söhne/../x")
    assert str(iri).isascii()
    assert iri == URIRef("https://newskg.example/event/6f248973-uebernahme-von-evil-und-soehne-x")


def test_only_named_entities_are_shared_between_documents():
    assert RESOURCE.is_shared(RESOURCE.entity("nvidia"))
    assert not RESOURCE.is_shared(RESOURCE.entity("doc-6f248973--emittent"))
    assert not RESOURCE.is_shared(RESOURCE.event("6f248973", "kauf"))


def test_the_ontology_is_found_in_a_wheel_too(tmp_path, monkeypatch):
    inside = tmp_path / "kg" / "_ontology"
    inside.mkdir(parents=True)
    (inside / "kg.ttl").write_text("")
    monkeypatch.setattr("kg.ontology_dir.__file__", str(tmp_path / "kg/ontology_dir.py"))
    assert ontology_dir() == inside
    (inside / "kg.ttl").unlink()
    with pytest.raises(OntologyError, match=r"no ontology/kg\.ttl"):
        ontology_dir()
