package io.datacapsule.access;

/** The fake keeps the promises of the port. */
class InMemoryAccessKeysTests extends AccessKeysContract {

    private final AccessKeys keys = new InMemoryAccessKeys();

    @Override
    protected AccessKeys keys() {
        return keys;
    }
}
