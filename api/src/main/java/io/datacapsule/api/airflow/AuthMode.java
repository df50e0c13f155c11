package io.datacapsule.api.airflow;

/** How an instance is shown who asks; variables hold the secrets. */
enum AuthMode {
    NONE,
    BEARER_ENV,
    BASIC_ENV
}
