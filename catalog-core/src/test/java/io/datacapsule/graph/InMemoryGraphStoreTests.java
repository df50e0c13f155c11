package io.datacapsule.graph;

class InMemoryGraphStoreTests extends GraphStoreContract {

    @Override
    protected GraphStore emptyStore() {
        return new InMemoryGraphStore();
    }

    @Override
    protected GraphStore reopened(GraphStore present) {
        return present;
    }
}
