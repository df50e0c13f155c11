package io.datacapsule.api.airflow;

/** The REST API of Airflow 2 or of Airflow 3. */
enum ApiVersion {
    V1("v1"),
    V2("v2");

    private final String word;

    ApiVersion(String word) {
        this.word = word;
    }

    /** Its name in paths. */
    String word() {
        return word;
    }
}
