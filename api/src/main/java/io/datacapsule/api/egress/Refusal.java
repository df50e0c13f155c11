package io.datacapsule.api.egress;

import io.datacapsule.model.ForbiddenException;

/** Why a host is not called, and what to do about it. */
enum Refusal {

    /** No rule lets it be called. */
    NOT_ALLOWED(
            "egress_not_allowed",
            "The server may not call %s:%d. An administrator names the hosts that it may call in EGRESS_ALLOW (without"
                    + " it: public addresses); addresses that are link-local or tell a cloud's machines about"
                    + " themselves are never called."),

    /** It may be called, but is not shown the server's secrets. */
    NOT_NAMED(
            "credential_host_not_named",
            "The server does not show its own variables to %s:%d: no administrator named that host in EGRESS_ALLOW."
                    + " Name it there, send the credentials along (`dab ingest airflow` does when the variables are"
                    + " set where it is typed), or start the job with an admin's key.");

    private final String code;
    private final String sentence;

    Refusal(String code, String sentence) {
        this.code = code;
        this.sentence = sentence;
    }

    /** The error for that host. */
    ForbiddenException of(String host, int port) {
        return new ForbiddenException(code, sentence.formatted(host, port));
    }
}
