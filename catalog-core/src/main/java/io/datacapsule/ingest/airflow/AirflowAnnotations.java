package io.datacapsule.ingest.airflow;

import java.util.List;

/**
 * What people say about the data that tasks use, as the annotation file tells it.
 *
 * @param tasks in the order of the file
 */
public record AirflowAnnotations(List<Annotation> tasks) {

    /** No annotations. */
    public static final AirflowAnnotations NONE = new AirflowAnnotations(List.of());

    /** Copies what could be changed from outside. */
    public AirflowAnnotations {
        tasks = List.copyOf(tasks);
    }

    /**
     * What is said about one task.
     *
     * @param dag       id of its DAG
     * @param task      its id
     * @param consumes  URNs of the capsules that it reads
     * @param produces  URNs of the capsules that it writes
     * @param validates URNs of the capsules that it checks
     */
    public record Annotation(
            String dag, String task, List<String> consumes, List<String> produces, List<String> validates) {

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
     * @param yaml the text of the file
     * @throws io.datacapsule.model.InvalidInputException {@code invalid_annotations}, saying where and what is allowed
     */
    public static AirflowAnnotations parse(String yaml) {
        return AnnotationFile.read(yaml);
    }
}
