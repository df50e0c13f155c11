package io.datacapsule.api.web;

import jakarta.servlet.ServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What an operation tells the audit trail about itself, beyond what can be seen from outside. For one request, in one thread. */
public final class AuditNote {

    private static final String ATTRIBUTE = AuditNote.class.getName();
    private static final int LONGEST = 300;

    private final Map<String, String> summary = new TreeMap<>();
    private @Nullable String target;

    private AuditNote() {}

    /** The note on that request, empty at first. */
    public static AuditNote on(ServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof AuditNote note) {
            return note;
        }
        AuditNote note = new AuditNote();
        request.setAttribute(ATTRIBUTE, note);
        return note;
    }

    /** Names what is changed. */
    public AuditNote target(Object name) {
        target = shortened(name);
        return this;
    }

    /** Says something of the change that is no secret; null says nothing. */
    public AuditNote say(String name, @Nullable Object value) {
        if (value != null) {
            summary.put(name, shortened(value));
        }
        return this;
    }

    /** Says what a value was and what it is now, neither a secret; null where there was or is none. */
    public AuditNote change(String name, @Nullable Object before, @Nullable Object after) {
        return say(name + "_before", before).say(name + "_after", after);
    }

    /** What is changed, if that was named. */
    public Optional<String> target() {
        return Optional.ofNullable(target);
    }

    /** What was said. */
    public Map<String, String> summary() {
        return Map.copyOf(summary);
    }

    private static String shortened(Object value) {
        String text = value.toString();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
