package io.datacapsule.api.airflow;

import io.datacapsule.api.egress.EgressUrl;
import java.net.URI;

/** The address of an instance. */
final class BaseUrl {

    private BaseUrl() {}

    /** The address in one form; what people copy with it, the path of the API, is cut off. */
    static URI of(String text) {
        URI url = EgressUrl.parse("base_url", text);
        return URI.create(url.toString().replaceFirst("/api/v[12]$", ""));
    }

    /** What an instance at that address is called when nobody says it: its host, with port and path where it has them. */
    static String instance(URI url) {
        String host = url.getHost().replaceAll("[\\[\\]]", "");
        String port = url.getPort() < 0 ? "" : "-" + url.getPort();
        return (host + port + url.getPath().replace('/', '-')).replace(':', '-');
    }
}
