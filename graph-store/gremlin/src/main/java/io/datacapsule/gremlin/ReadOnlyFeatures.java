package io.datacapsule.gremlin;

import org.apache.tinkerpop.gremlin.structure.Graph;

/** Says that nothing can be changed. */
final class ReadOnlyFeatures implements Graph.Features {

    static final ReadOnlyFeatures INSTANCE = new ReadOnlyFeatures();

    @Override
    public GraphFeatures graph() {
        return new GraphFeatures() {
            @Override
            public boolean supportsTransactions() {
                return false;
            }

            @Override
            public boolean supportsThreadedTransactions() {
                return false;
            }

            @Override
            public boolean supportsComputer() {
                return false;
            }

            @Override
            public boolean supportsPersistence() {
                return false;
            }
        };
    }

    @Override
    public VertexFeatures vertex() {
        return new VertexFeatures() {
            @Override
            public boolean supportsAddVertices() {
                return false;
            }

            @Override
            public boolean supportsRemoveVertices() {
                return false;
            }

            @Override
            public boolean supportsAddProperty() {
                return false;
            }

            @Override
            public boolean supportsRemoveProperty() {
                return false;
            }
        };
    }

    @Override
    public EdgeFeatures edge() {
        return new EdgeFeatures() {
            @Override
            public boolean supportsAddEdges() {
                return false;
            }

            @Override
            public boolean supportsRemoveEdges() {
                return false;
            }

            @Override
            public boolean supportsAddProperty() {
                return false;
            }

            @Override
            public boolean supportsRemoveProperty() {
                return false;
            }
        };
    }
}
