package io.datacapsule.ingest.airflow;

import java.util.List;
import java.util.Map;

/**
 * What people say about the data that tasks use, as the annotation file tells it:
 *
 * <pre>{@code
 * version: 1
 * tasks:
 *   - dag: daily_orders
 *     task: load_orders
 *     consumes: [urn:dcs:dbt:source:shop.raw:orders]
 *     produces: [urn:dcs:dbt:model:shop.main:orders]
 *     validates: [urn:dcs:dbt:model:shop.main:customers]
 * assets:
 *   - uri: s3://lake/raw/orders
 *     capsule: urn:dcs:dbt:source:shop.raw:orders
 * }</pre>
 *
 * @param tasks  in the order of the file
 * @param assets URNs of the capsules that assets are, by the URI of the asset
 */
public record AirflowAnnotations(List<Annotation> tasks, Map<String, String> assets) {

    /** The longest file that is read, in characters. */
    public static final int LONGEST = 1_000_000;

    /** No annotations. */
    public static final AirflowAnnotations NONE = new AirflowAnnotations(List.of(), Map.of());

    /** Copies what could be changed from outside. */
    public AirflowAnnotations {
        tasks = List.copyOf(tasks);
        assets = Map.copyOf(assets);
    }

    /**
     * What is said about one task.
     *
     * @param dag       id of its DAG
     * @param task      its id
     * @param consumes  URNs of the capsules that it reads
     * @param produces  URNs of the capsules that it writes
     * @param validates URNs of the capsules that it checks
     * @param line      where in the file, from 1
     */
    public record Annotation(
            String dag, String task, List<String> consumes, List<String> produces, List<String> validates, int line) {

        /** Copies what could be changed from outside. */
        public Annotation {
            consumes = List.copyOf(consumes);
            produces = List.copyOf(produces);
            validates = List.copyOf(validates);
        }
    }

    /**
     * Reads an annotation file.
     *
     * @param yaml the text of the file; at most {@value #LONGEST} characters
     * @throws io.datacapsule.model.InvalidInputException {@code invalid_annotations}, saying where and what is allowed
     */
    public static AirflowAnnotations parse(String yaml) {
        return new AnnotationFile().read(yaml);
    }
}
