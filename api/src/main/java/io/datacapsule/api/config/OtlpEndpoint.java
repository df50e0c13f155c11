package io.datacapsule.api.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * Where a collector takes spans.
 *
 * @param grpc whether it speaks gRPC, else HTTP with protobuf
 * @param url  as its client takes it: {@code http} or {@code https}, for HTTP with the path
 */
public record OtlpEndpoint(boolean grpc, String url) {

    private static final int GRPC_PORT = 4317;
    private static final int HTTP_PORT = 4318;
    private static final String PATH = "/v1/traces";

    /** The endpoint of that text; empty if it names none, or leaves open how to talk to it. */
    static Optional<OtlpEndpoint> parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        if (uri.getHost() == null
                || uri.getPort() == 0
                || uri.getPort() > 65_535
                || uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null) {
            return Optional.empty();
        }
        boolean bare = uri.getRawPath().isEmpty() || uri.getRawPath().equals("/");
        String place = uri.getHost() + ":" + uri.getPort();
        return switch (String.valueOf(uri.getScheme())) {
            case "grpc" -> grpc(bare && uri.getPort() > 0, "http://" + place);
            case "grpcs" -> grpc(bare && uri.getPort() > 0, "https://" + place);
            case "http", "https" -> {
                if (bare) {
                    String root = uri.getScheme() + "://" + place;
                    yield uri.getPort() == HTTP_PORT
                            ? Optional.of(new OtlpEndpoint(false, root + PATH))
                            : grpc(uri.getPort() == GRPC_PORT, root);
                }
                yield uri.getRawPath().endsWith(PATH) ? Optional.of(new OtlpEndpoint(false, text)) : Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static Optional<OtlpEndpoint> grpc(boolean known, String url) {
        return known ? Optional.of(new OtlpEndpoint(true, url)) : Optional.empty();
    }
}
