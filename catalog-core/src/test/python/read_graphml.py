"""Reads a GraphML file with NetworkX and writes its nodes and edges as JSON."""
import json
import sys

import networkx

graph = networkx.read_graphml(sys.argv[1], force_multigraph=True)
json.dump(
    {
        "nodes": [dict(attributes, id=node) for node, attributes in graph.nodes(data=True)],
        "edges": [dict(attributes, source=a, target=b) for a, b, attributes in graph.edges(data=True)],
    },
    sys.stdout,
)
