package io.datacapsule.ingest.infer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who owns a dataset; the first hit wins: the metadata, the owner of its group, the owner it declares itself. */
public final class OwnerRules {

    private OwnerRules() {}

    /**
     * Infers the owner.
     *
     * @param meta       metadata in order of authority; its {@code owner} is a text, an object with name or email, or a list
     * @param groupOwner owner of the group the dataset is in
     * @param declared   what an exposure or a DAG names as its owner
     */
    public static Optional<OwnerMention> owner(
            List<Meta> meta, @Nullable Object groupOwner, @Nullable Object declared) {
        for (Meta values : meta) {
            Optional<OwnerMention> owner = values.value("owner").flatMap(OwnerRules::mention);
            if (owner.isPresent()) {
                return owner;
            }
        }
        return mention(groupOwner).or(() -> mention(declared));
    }

    /** The owner in what people write as one: a text, an object with name or else email, the first usable of a list. */
    public static Optional<OwnerMention> mention(@Nullable Object owner) {
        return switch (owner) {
            case Map<?, ?> person -> {
                Optional<String> email = text(person.get("email"));
                yield text(person.get("name")).or(() -> email).map(name -> new OwnerMention(name, email.orElse(null)));
            }
            case List<?> several ->
                several.stream().flatMap(one -> mention(one).stream()).findFirst();
            case null, default -> Meta.scalar(owner).map(name -> new OwnerMention(name, null));
        };
    }

    /** A text, or the first one of a list. */
    private static Optional<String> text(@Nullable Object value) {
        if (value instanceof List<?> several) {
            return several.stream().flatMap(one -> Meta.scalar(one).stream()).findFirst();
        }
        return Meta.scalar(value);
    }
}
