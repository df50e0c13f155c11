package io.datacapsule.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Lets the caller choose how the result is printed. */
class OutputOption {

    @Option(
            names = "--output",
            paramLabel = "json|table",
            order = 100,
            converter = FormatConverter.class,
            description = "How to print the result: table for people (default), json for programs.")
    private @Nullable Format format;

    /** Whether JSON is wanted, by this option, or else by the same one at the top. */
    boolean json(ApiCommand command) {
        Format chosen = format != null ? format : command.dab().output.format;
        return chosen == Format.JSON;
    }

    /** The two ways to print. */
    enum Format {
        TABLE,
        JSON
    }

    /** Reads a {@link Format} in any case. */
    static final class FormatConverter implements ITypeConverter<Format> {
        @Override
        public Format convert(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "json" -> Format.JSON;
                case "table" -> Format.TABLE;
                default -> throw new TypeConversionException("'" + value + "' is neither json nor table");
            };
        }
    }
}
