package io.datacapsule.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Builds and takes apart the names by which nodes are known for good: {@code urn:dcs:{source}:{type}:{namespace}:{name}},
 * a column being the URN of its capsule, a full stop and the name of the column.
 *
 * <p>Characters that would make a part ambiguous are percent-encoded as UTF-8 (RFC 3986, section 2.1): {@code %}, {@code :},
 * white space, control characters and {@code / ? # .} in a name; in a namespace the full stop separates its parts and
 * stays. Half a surrogate pair, which UTF-8 cannot hold, is encoded as the three bytes it would have. Printing and parsing are
 * inverse for every string. All functions are pure.
 *
 * @param source the system that describes the node: {@code dbt}, {@code airflow} or {@code catalog} for what people create
 * @param type   the kind of thing in that system, such as {@code model}
 * @param namespace parts joined by full stops, already encoded
 * @param name   decoded name of the capsule; of an Airflow task {@code {dag}.{task}}, each part still encoded
 * @param column decoded name of the column, empty for a capsule
 */
public record Urn(String source, String type, String namespace, String name, String column) {

    private static final String PREFIX = "urn:dcs:";

    /** The URN of a capsule; {@code namespace} is a list of parts, each encoded on its own. */
    public static String capsule(String source, String type, String name, String... namespace) {
        StringBuilder out = new StringBuilder(PREFIX)
                .append(encode(source))
                .append(':')
                .append(encode(type))
                .append(':');
        for (int i = 0; i < namespace.length; i++) {
            if (i > 0) {
                out.append('.');
            }
            encode(namespace[i], out);
        }
        return encode(name, out.append(':')).toString();
    }

    /** The URN of a column of the capsule named by {@code capsuleUrn}. */
    public static String column(String capsuleUrn, String column) {
        return encode(
                        column,
                        new StringBuilder(capsuleUrn.length() + column.length() + 1)
                                .append(capsuleUrn)
                                .append('.'))
                .toString();
    }

    /** The URN of something that belongs to the catalog itself: a tag, a domain, an owner, a data product. */
    public static String catalog(String type, String name) {
        return capsule("catalog", type, name, "default");
    }

    /**
     * Takes a URN apart.
     *
     * @throws InvalidInputException if {@code text} is not of the form above
     */
    public static Urn parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 6
                || !text.startsWith(PREFIX)
                || parts[2].isEmpty()
                || parts[3].isEmpty()
                || parts[5].isEmpty()) {
            throw new InvalidInputException(
                    "invalid_urn",
                    "'" + text + "' is not a URN of the form urn:dcs:{source}:{type}:{namespace}:{name}");
        }
        int dot = parts[5].indexOf('.');
        if (parts[3].equals("task")) {
            return new Urn(decode(parts[2]), parts[3], parts[4], parts[5], "");
        }
        String name = dot < 0 ? parts[5] : parts[5].substring(0, dot);
        String column = dot < 0 ? "" : parts[5].substring(dot + 1);
        return new Urn(decode(parts[2]), decode(parts[3]), parts[4], decode(name), decode(column));
    }

    /** The URN of the capsule that contains the column named by {@code columnUrn}; empty if it does not name a column. */
    public static String capsuleOf(String columnUrn) {
        int dot = columnUrn.indexOf('.', columnUrn.lastIndexOf(':') + 1);
        return dot < 0 ? "" : columnUrn.substring(0, dot);
    }

    /** The decoded name of the column named by {@code columnUrn}; empty if it does not name a column. */
    public static String columnOf(String columnUrn) {
        int dot = columnUrn.indexOf('.', columnUrn.lastIndexOf(':') + 1);
        return dot < 0 ? "" : decode(columnUrn.substring(dot + 1));
    }

    /** The stable identifier of a node that was ingested: name-based (RFC 9562, version 3) on its URN. */
    public static UUID id(String urn) {
        return UUID.nameUUIDFromBytes(urn.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether {@code text} looks like a URN of ours, without checking its parts. */
    public static boolean isUrn(String text) {
        return text.startsWith(PREFIX);
    }

    /** Encodes one part so that it holds none of the separators. */
    public static String encode(String part) {
        return encode(part, new StringBuilder(part.length())).toString();
    }

    private static StringBuilder encode(String part, StringBuilder out) {
        int safe = 0;
        while (safe < part.length() && !reserved(part.charAt(safe))) {
            safe++;
        }
        if (safe == part.length()) {
            return out.append(part);
        }
        part.codePoints().forEach(c -> {
            if (c < 0x10000 && reserved((char) c)) {
                for (byte b : bytes((char) c)) {
                    out.append('%')
                            .append(Character.toUpperCase(Character.forDigit((b >> 4) & 15, 16)))
                            .append(Character.toUpperCase(Character.forDigit(b & 15, 16)));
                }
            } else {
                out.appendCodePoint(c);
            }
        });
        return out;
    }

    private static byte[] bytes(char c) {
        return Character.isSurrogate(c)
                ? new byte[] {(byte) (0xE0 | (c >> 12)), (byte) (0x80 | ((c >> 6) & 0x3F)), (byte) (0x80 | (c & 0x3F))}
                : Character.toString(c).getBytes(StandardCharsets.UTF_8);
    }

    private static boolean reserved(char c) {
        return c <= ' '
                || c == '%'
                || c == ':'
                || c == '.'
                || c == '/'
                || c == '?'
                || c == '#'
                || c == '\\'
                || c == '"'
                || c == '<'
                || c == '>'
                || c == 0x7f
                || Character.isSurrogate(c)
                || Character.isWhitespace(c)
                || Character.isISOControl(c)
                || Character.isSpaceChar(c);
    }

    private static String decode(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        StringBuilder text = new StringBuilder(part.length());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c == '%' && i + 2 < part.length() && hex(part.charAt(i + 1)) >= 0 && hex(part.charAt(i + 2)) >= 0) {
                bytes.write(hex(part.charAt(i + 1)) * 16 + hex(part.charAt(i + 2)));
                i += 2;
            } else {
                decode(bytes.toByteArray(), text);
                bytes.reset();
                text.append(c);
            }
        }
        return decode(bytes.toByteArray(), text).toString();
    }

    /** Appends what the bytes say in UTF-8, three that stand for half a surrogate pair included. */
    private static StringBuilder decode(byte[] bytes, StringBuilder text) {
        int from = 0;
        for (int i = 0; i + 2 < bytes.length; i++) {
            if (bytes[i] == (byte) 0xED && (bytes[i + 1] & 0xE0) == 0xA0 && (bytes[i + 2] & 0xC0) == 0x80) {
                text.append(new String(bytes, from, i - from, StandardCharsets.UTF_8))
                        .append((char) (0xD000 | ((bytes[i + 1] & 0x3F) << 6) | (bytes[i + 2] & 0x3F)));
                i += 2;
                from = i + 1;
            }
        }
        return text.append(new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8));
    }

    private static int hex(char c) {
        return Character.digit(c, 16);
    }

    /** The URN in its printed form, from which {@link #parse} gives an equal value. */
    @Override
    public String toString() {
        String capsule = PREFIX
                + encode(source)
                + ':'
                + encode(type)
                + ':'
                + namespace
                + ':'
                + (type.equals("task") ? name : encode(name));
        return column.isEmpty() ? capsule : column(capsule, column);
    }
}
