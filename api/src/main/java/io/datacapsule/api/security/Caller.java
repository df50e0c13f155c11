package io.datacapsule.api.security;

import io.datacapsule.access.Role;
import jakarta.servlet.ServletRequest;
import java.util.Optional;

/**
 * Who calls.
 *
 * @param name of the key that was presented; names with characters that no key can be given are those of keys that were set up
 *     outside the server
 * @param role what the key may do
 */
public record Caller(String name, Role role) {

    /** Whoever calls a server that asks for no keys. */
    static final Caller ANYBODY = new Caller("(anybody)", Role.ADMIN);

    private static final String ATTRIBUTE = Caller.class.getName();

    /** Notes on the request who calls. */
    void attachTo(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Who sent that request; empty if it needed no key. */
    public static Optional<Caller> find(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? Optional.of(caller) : Optional.empty();
    }

    /** Who sent that request, which needed a key. */
    public static Caller of(ServletRequest request) {
        return find(request).orElseThrow(() -> new IllegalStateException("The request was not checked for a key."));
    }
}
