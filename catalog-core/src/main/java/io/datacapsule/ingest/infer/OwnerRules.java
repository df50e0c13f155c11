package io.datacapsule.ingest.infer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who owns a dataset; the first hit wins: the metadata, the owner of its group, the owner it declares itself. */
public final class OwnerRules {

    private OwnerRules() {}

    /**
     * Infers the owner's name.
     *
     * @param meta       metadata in order of authority; its {@code owner} is a text, an object with name or email, or a list
     * @param groupOwner owner of the group the dataset is in
     * @param declared   what an exposure or a DAG names as its owner
     */
    public static Optional<String> owner(List<Meta> meta, @Nullable Object groupOwner, @Nullable Object declared) {
        for (Meta values : meta) {
            Optional<String> owner = values.value("owner").flatMap(OwnerRules::name);
            if (owner.isPresent()) {
                return owner;
            }
        }
        return name(groupOwner).or(() -> name(declared));
    }

    /** The name in what people write as an owner: a text, an object with name or else email, the first usable of a list. */
    public static Optional<String> name(@Nullable Object owner) {
        return switch (owner) {
            case Map<?, ?> person -> name(person.get("name")).or(() -> name(person.get("email")));
            case List<?> several ->
                several.stream().flatMap(one -> name(one).stream()).findFirst();
            case null, default -> Meta.scalar(owner);
        };
    }
}
