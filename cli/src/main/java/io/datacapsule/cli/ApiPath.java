package io.datacapsule.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Builds the address of a resource below the API's root. */
final class ApiPath {

    private static final String PATH_PUNCTUATION = "-._~!$&'()*+,=:@/";

    private final StringBuilder text;
    private char separator = '?';

    private ApiPath(StringBuilder text) {
        this.text = text;
    }

    /** Starts with {@code literal}, which is legal in a URL as it is. */
    static ApiPath of(String literal) {
        return new ApiPath(new StringBuilder(literal));
    }

    /** Adds {@code /} and a URN or id, raw but for what is illegal in a path: a {@code %} of the URN becomes {@code %25}. */
    ApiPath name(String name) {
        text.append('/');
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || PATH_PUNCTUATION.indexOf(c) >= 0)) {
                text.append(c);
            } else {
                text.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return this;
    }

    /** Adds {@code literal}, which is legal in a URL as it is. */
    ApiPath then(String literal) {
        text.append(literal);
        return this;
    }

    /** Adds a query parameter, unless {@code value} is null. */
    ApiPath with(String parameter, @Nullable Object value) {
        if (value != null) {
            text.append(separator)
                    .append(parameter)
                    .append('=')
                    .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
            separator = '&';
        }
        return this;
    }

    /** Adds the query parameter once for each value. */
    ApiPath withEach(String parameter, @Nullable Collection<?> values) {
        if (values != null) {
            values.forEach(value -> with(parameter, value));
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
