package io.datacapsule.graph;

class SharedMemoryStoreTests extends SharedGraphContract {

    @Override
    protected GraphStore emptyStore() {
        return new SharedMemoryStore();
    }

    @Override
    protected GraphStore another(GraphStore first) {
        return ((SharedMemoryStore) first).another();
    }

    @Override
    protected void forgetLog(GraphStore store) {
        ((SharedMemoryStore) store).forgetLog();
    }
}
