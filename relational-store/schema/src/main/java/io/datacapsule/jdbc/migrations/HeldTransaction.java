package io.datacapsule.jdbc.migrations;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.Set;

/**
 * Lends a connection in the midst of a transaction to a library that would end it: ending, closing and changing the mode do
 * nothing. That makes script and changelog entry of a migration one transaction.
 */
final class HeldTransaction {

    private static final Set<String> IGNORED = Set.of("commit", "rollback", "close", "setAutoCommit");

    private HeldTransaction() {}

    /** The connection, with its transaction in our hands. */
    static Connection of(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                HeldTransaction.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    if (IGNORED.contains(method.getName())) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
