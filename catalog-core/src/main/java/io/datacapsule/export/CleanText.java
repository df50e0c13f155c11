package io.datacapsule.export;

import java.util.HexFormat;

/** Takes out of texts what a format cannot hold. All functions are pure and answer the very text if it is clean. */
final class CleanText {

    private static final char REPLACEMENT = '\uFFFD';
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private CleanText() {}

    /** The text with half surrogate pairs, which no encoding can hold, replaced. */
    static String unicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                StringBuilder out = new StringBuilder(text.length());
                text.codePoints().forEach(c -> out.appendCodePoint(lone(c) ? REPLACEMENT : c));
                return out.toString();
            }
        }
        return text;
    }

    /** The URN with half surrogate pairs percent-encoded, so that different URNs stay different. */
    static String urn(String urn) {
        for (int i = 0; i < urn.length(); i++) {
            if (Character.isSurrogate(urn.charAt(i))) {
                StringBuilder out = new StringBuilder(urn.length());
                urn.codePoints().forEach(c -> {
                    if (lone(c)) {
                        percent(out, c);
                    } else {
                        out.appendCodePoint(c);
                    }
                });
                return out.toString();
            }
        }
        return urn;
    }

    /** The text as XML 1.0 can hold it: control characters replaced. */
    static String xml(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!xml(text.charAt(i))) {
                StringBuilder out = new StringBuilder(text);
                for (int at = i; at < out.length(); at++) {
                    if (!xml(out.charAt(at))) {
                        out.setCharAt(at, REPLACEMENT);
                    }
                }
                return out.toString();
            }
        }
        return text;
    }

    private static boolean xml(char c) {
        return c >= ' ' ? c < 0xFFFE : c == '\t' || c == '\n' || c == '\r';
    }

    /** The URN as an IRI (RFC 3987): what IRIs cannot hold is percent-encoded. */
    static String iri(String urn) {
        if (urn.codePoints().allMatch(CleanText::iri)) {
            return urn;
        }
        StringBuilder out = new StringBuilder(urn.length() + 8);
        urn.codePoints().forEach(c -> {
            if (iri(c)) {
                out.appendCodePoint(c);
            } else {
                percent(out, c);
            }
        });
        return out.toString();
    }

    private static boolean iri(int c) {
        if (c < 0x80) {
            return c > ' ' && c < 0x7F && "\"<>\\^`{|}#[]".indexOf(c) < 0;
        }
        return c >= 0xA0
                && !(c >= 0xD800 && c < 0xF900)
                && !(c >= 0xFDD0 && c < 0xFDF0)
                && (c < 0xFFF0 || c >= 0x10000)
                && (c & 0xFFFE) != 0xFFFE
                && c < 0xF0000
                && !(c >= 0xE0000 && c < 0xE1000);
    }

    /** Half pairs are encoded as if they were characters of three bytes; that is never the encoding of a character. */
    private static void percent(StringBuilder out, int c) {
        if (c < 0x80) {
            octet(out, c);
        } else if (c < 0x800) {
            octet(out, 0xC0 | c >> 6);
            continuation(out, c);
        } else if (c < 0x10000) {
            octet(out, 0xE0 | c >> 12);
            continuation(out, c >> 6);
            continuation(out, c);
        } else {
            octet(out, 0xF0 | c >> 18);
            continuation(out, c >> 12);
            continuation(out, c >> 6);
            continuation(out, c);
        }
    }

    private static void continuation(StringBuilder out, int bits) {
        octet(out, 0x80 | (bits & 0x3F));
    }

    private static void octet(StringBuilder out, int octet) {
        HEX.toHexDigits(out.append('%'), (byte) octet);
    }

    private static boolean lone(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
