package io.datacapsule.cli;

import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a direction of lineage in any case. */
final class Direction implements ITypeConverter<String> {

    private static final Set<String> WORDS = Set.of("upstream", "downstream", "both");

    @Override
    public String convert(String value) {
        String word = value.toLowerCase(Locale.ROOT);
        if (!WORDS.contains(word)) {
            throw new TypeConversionException("'" + value + "' is none of upstream, downstream, both");
        }
        return word;
    }
}
