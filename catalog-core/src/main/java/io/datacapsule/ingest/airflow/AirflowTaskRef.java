package io.datacapsule.ingest.airflow;

/** Names a task of the instance by its DAG and its own id. */
public record AirflowTaskRef(String dag, String task) {}
