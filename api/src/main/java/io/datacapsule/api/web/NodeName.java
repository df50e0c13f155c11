package io.datacapsule.api.web;

import io.datacapsule.model.InvalidInputException;
import io.datacapsule.model.NotFoundException;
import java.util.function.ToIntFunction;

/**
 * The URN or id of a node as it stood in a path. URNs hold percent signs of their own ({@code %2F} in a name), and callers send
 * them either encoded once more, as HTTP has it, or as they are; both are understood, the first one first.
 *
 * @param decoded as HTTP has it
 * @param raw     as it came over the wire
 */
public record NodeName(String decoded, String raw) {

    /**
     * The row that {@code lookup} finds.
     *
     * @throws NotFoundException if it finds none under either spelling, about the first
     */
    public int row(ToIntFunction<String> lookup) {
        try {
            return lookup.applyAsInt(decoded);
        } catch (NotFoundException | InvalidInputException first) {
            if (raw.equals(decoded)) {
                throw first;
            }
            try {
                return lookup.applyAsInt(raw);
            } catch (NotFoundException | InvalidInputException second) {
                throw first;
            }
        }
    }
}
