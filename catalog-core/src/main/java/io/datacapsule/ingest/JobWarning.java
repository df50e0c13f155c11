package io.datacapsule.ingest;

/**
 * Something that an ingestion left out or could not tell.
 *
 * @param code    stable, snake_case
 * @param path    where in which file, such as {@code manifest.json $.nodes['model.shop.orders']}
 * @param message what it means, for a person
 */
public record JobWarning(String code, String path, String message) {}
